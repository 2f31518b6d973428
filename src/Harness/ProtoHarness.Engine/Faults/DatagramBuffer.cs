namespace ProtoHarness.Engine.Faults;

/// <summary>Datagrams on their way, by the time at which they may be read and then by the order in which they were sent.</summary>
sealed class DatagramBuffer
{
    /// <summary>
    /// Datagrams that wait at most; those that come then are lost, as in a socket whose buffer is full (one of the usual 208 KiB holds some hundreds). Without it two peers that answer
    /// each datagram with more than one would fill the machine's memory.
    /// </summary>
    public const int Capacity = 8192;

    readonly PriorityQueue<LineChunk, (long Release, long Number)> _waiting = new();
    long _number;

    public int Count => _waiting.Count;

    public long? NextRelease => _waiting.TryPeek(out var chunk, out _) ? chunk.Release : null;

    /// <summary>Takes one on its way, where there is room for it.</summary>
    /// <param name="chunk">The datagram.</param>
    /// <returns>Whether there was.</returns>
    public bool TryAdd(in LineChunk chunk)
    {
        if (_waiting.Count == Capacity)
        {
            return false;
        }

        _waiting.Enqueue(chunk, (chunk.Release, _number++));
        return true;
    }

    public bool TryTake(long now, out LineChunk chunk) => _waiting.TryPeek(out chunk, out _) && chunk.Release <= now && _waiting.TryDequeue(out chunk, out _);
}
