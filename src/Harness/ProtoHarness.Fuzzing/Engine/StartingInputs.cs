namespace ProtoHarness.Fuzzing.Engine;

/// <summary>What a run starts from when nobody gives it a corpus: a few shapes and lengths.</summary>
static class StartingInputs
{
    static readonly int[] Lengths = [1, 8, 32, 128];

    public static IEnumerable<byte[]> Make(FuzzRandom random)
    {
        yield return [];
        foreach (var length in Lengths)
        {
            yield return new byte[length];
        }

        var noise = new byte[Lengths[^1]];
        foreach (ref var b in noise.AsSpan())
        {
            b = (byte)random.Next();
        }

        yield return noise;
        yield return [.. Enumerable.Repeat((byte)'0', Lengths[2])];
    }
}
