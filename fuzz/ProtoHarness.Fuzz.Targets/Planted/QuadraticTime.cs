using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>Each separator makes the parser look at everything before it again.</summary>
public static class QuadraticTime
{
    /// <summary>Counts the duplicates of each byte that follows a separator.</summary>
    [FuzzTarget(Name = "planted/quadratic-time", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        var duplicates = 0;
        for (var i = 1; i < input.Length; i++)
        {
            if (input[i - 1] != (byte)';')
            {
                continue;
            }

            for (var before = 0; before < i; before++)
            {
                duplicates += input[before] == input[i] ? 1 : 0;
            }
        }

        GC.KeepAlive(duplicates);
    }
}
