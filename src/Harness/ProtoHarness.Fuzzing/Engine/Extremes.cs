using System.Numerics;
using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>The most steps, memory and depth of any execution. More than ever before is progress towards a limit, though no edge is new; of several that do the same side by side, for each.</summary>
sealed class Extremes
{
    int _steps;
    int _memory;
    int _depth;

    /// <summary>Whether the last execution went further than any that was noted.</summary>
    /// <param name="executor">What ran it.</param>
    public bool IsExceededBy(Executor executor) =>
        Scale(executor.Steps / FuzzFeedback.Alike) > _steps || Scale(executor.Allocated / FuzzFeedback.Alike) > _memory || Guards.DepthReached > _depth + (_depth / 16);

    /// <summary>Notes the last execution.</summary>
    /// <param name="executor">What ran it.</param>
    public void Note(Executor executor)
    {
        _steps = Math.Max(_steps, Scale(executor.Steps / FuzzFeedback.Alike));
        _memory = Math.Max(_memory, Scale(executor.Allocated / FuzzFeedback.Alike));
        _depth = Math.Max(_depth, Guards.DepthReached);
    }

    // Four marks an octave above 64.
    static int Scale(long value)
    {
        if (value < 64)
        {
            return 0;
        }

        var octave = BitOperations.Log2((ulong)value);
        return (octave * 4) + (int)((value >> (octave - 2)) & 3);
    }
}
