using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Deadly;

/// <summary>Bugs that no guard inside the process can stop. A fuzzer that runs them without isolation dies of them.</summary>
public static class Deaths
{
    /// <summary>Ends the process.</summary>
    [FuzzTarget(Name = "deadly/fail-fast", IsCanary = true)]
    public static void FailFast(ReadOnlySpan<byte> input)
    {
        if (input.Length > 2 && input[0] == 'D' && input[1] == 'I')
        {
            Environment.FailFast("planted");
        }
    }

    /// <summary>Spends for ever in code that is not instrumented.</summary>
    [FuzzTarget(Name = "deadly/endless-framework-loop", IsCanary = true)]
    public static void Hang(ReadOnlySpan<byte> input)
    {
        if (input.Length > 2 && input[0] == 'R' && input[1] == 'E')
        {
            SpinWait.SpinUntil(static () => false);
        }
    }

    /// <summary>Overflows the stack in code that is not instrumented: the framework calls back.</summary>
    [FuzzTarget(Name = "deadly/stack-overflow", IsCanary = true)]
    public static void StackOverflow(ReadOnlySpan<byte> input)
    {
        if (input.Length > 2 && input[0] == 'S' && input[1] == 'O')
        {
            _ = new Ouroboros().GetHashCode();
        }
    }

    /// <summary>Reads behind its input without a check.</summary>
    [FuzzTarget(Name = "deadly/over-read", IsCanary = true)]
    public static void OverRead(ReadOnlySpan<byte> input)
    {
        if (input.Length >= 4 && BinaryPrimitives.ReadUInt16BigEndian(input) == 0x4F52)
        {
            ref var start = ref Unsafe.AsRef(in input[0]);
            GC.KeepAlive(Unsafe.Add(ref start, input[2] + 4));
        }
    }

    sealed class Ouroboros
    {
        // Equality of tuples comes back here through the framework, past every guard.
        public override int GetHashCode() => EqualityComparer<(object, int)>.Default.GetHashCode((this, 1));
    }
}
