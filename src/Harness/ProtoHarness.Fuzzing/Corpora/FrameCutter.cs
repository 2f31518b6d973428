using ProtoHarness.Framing;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Runtime;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Corpora;

/// <summary>
/// Finds the frames in bytes, for targets whose inputs are frames one after the other. The code that reads them is the author's: it runs
/// in an instrumented copy under the limits of any execution.
/// </summary>
public sealed class FrameCutter
{
    readonly FrameMeasure _measure;
    readonly string _name;
    readonly FuzzOptions _options;
    readonly long _minSteps;

    FrameCutter(LoadedTarget target, FrameMeasure measure, FuzzOptions options)
    {
        (_measure, _options) = (measure, options);
        (_name, _minSteps) = (target.Source.Name[(target.Source.Name.LastIndexOf('/') + 1)..], target.Source.MinSteps);
    }

    /// <summary>A cutter for a target; null when its inputs are not made of frames.</summary>
    /// <param name="target">The target.</param>
    /// <param name="options">The limits of an execution.</param>
    public static FrameCutter? For(LoadedTarget target, FuzzOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        return target.Coverage.Measure is { } measure ? new FrameCutter(target, measure, options) : null;
    }

    /// <summary>Why an input is not read to its end, so that a corpus that a change of the record made stale is noticed.</summary>
    /// <param name="input">The input.</param>
    /// <returns>Where and why; null when it is read to its end.</returns>
    public string? Complaint(ReadOnlySpan<byte> input)
    {
        for (var at = 0; at < input.Length;)
        {
            var length = Next(input[at..], out var why);
            if (length <= 0)
            {
                return $"at byte {at} of {input.Length} no {_name} is read: {why}";
            }

            at += length;
        }

        return null;
    }

    /// <summary>Cuts a stream between frames; what is no frame any more, and what is longer than an input may be, is cut anywhere.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="maxBytes">The longest input.</param>
    public IEnumerable<byte[]> Cut(byte[] stream, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        for (var (start, at) = (0, 0); start < stream.Length; start = at)
        {
            while (at < stream.Length && Length(stream.AsSpan(at)) is var length && at + length - start <= maxBytes)
            {
                at += length;
            }

            at = at > start ? at : Math.Min(stream.Length, start + maxBytes);
            yield return stream[start..at];
        }
    }

    int Length(ReadOnlySpan<byte> input) => Next(input, out _) is var length && length > 0 ? length : input.Length;

    int Next(ReadOnlySpan<byte> input, out string why)
    {
        Guards.Arm(Math.Max(_options.StepsFor(input.Length), _minSteps), _options.MemoryLimit);
        try
        {
            var result = _measure(input);
            why = result.ToString();
            return result.IsComplete ? (int)result.Consumed : 0;
        }
        catch (Exception e)
        {
            why = $"{e.GetType().Name}: {e.Message}";
            return 0;
        }
        finally
        {
            Guards.Disarm();
        }
    }
}
