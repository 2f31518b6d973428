using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>The bug that every fuzzer must find; if it does not, the fuzzing itself is broken.</summary>
public static class Canary
{
    /// <summary>Fails for every input that starts with a word.</summary>
    [FuzzTarget(Name = "canary", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        if (input.Length > 3 && input[0] == 't' && input[1] == 'w' && input[2] == 'e' && input[3] == 'e' && input.Length < 100)
        {
            throw new PlantedBugException("canary");
        }
    }
}
