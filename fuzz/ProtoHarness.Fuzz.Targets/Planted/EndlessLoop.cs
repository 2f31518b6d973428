using ProtoHarness.Fuzzing;

namespace ProtoHarness.Fuzz.Targets.Planted;

/// <summary>A length of zero is skipped without moving on.</summary>
public static class EndlessLoop
{
    /// <summary>Chunks of a length, a kind and a body; an empty chunk of kind 9 is never left.</summary>
    [FuzzTarget(Name = "planted/endless-loop", IsCanary = true)]
    public static void Run(ReadOnlySpan<byte> input)
    {
        var position = 0;
        while (position + 1 < input.Length)
        {
            var (length, kind) = (input[position], input[position + 1]);
            if (kind == 9)
            {
                position += length;
            }
            else
            {
                position += length + 2;
            }
        }
    }
}
