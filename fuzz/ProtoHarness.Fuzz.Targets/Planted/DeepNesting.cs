using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>A recursive parser without a limit on its depth.</summary>
public static class DeepNesting
{
    /// <summary>Brackets nest; each level is a call.</summary>
    [FuzzTarget(Name = "planted/stack-overflow", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        var position = 0;
        Value(input, ref position);
    }

    static int Value(ReadOnlySpan<byte> input, ref int position)
    {
        Span<long> locals = stackalloc long[24];
        locals[position % locals.Length] = position;
        var count = 0;
        while (position < input.Length)
        {
            switch (input[position++])
            {
                case (byte)'[':
                    count += Value(input, ref position);
                    break;
                case (byte)']':
                    return count + (int)locals[0];
                default:
                    count++;
                    break;
            }
        }

        return count;
    }
}
