namespace ProtoHarness.Plugins.Queue;

/// <summary>The 32-bit FNV-1a hash of a payload: the "work" of the queue, by which a client sees that its own bytes were worked on.</summary>
public static class WorkSum
{
    /// <summary>The hash.</summary>
    /// <param name="payload">The bytes.</param>
    /// <returns>32 bits.</returns>
    public static uint Of(ReadOnlySpan<byte> payload)
    {
        var hash = 2166136261u;
        foreach (var b in payload)
        {
            hash = unchecked((hash ^ b) * 16777619u);
        }

        return hash;
    }
}
