namespace ProtoHarness.Engine.Faults;

/// <summary>Datagrams on their way, by the time at which they may be read and then by the order in which they were sent.</summary>
sealed class DatagramBuffer
{
    readonly PriorityQueue<LineChunk, (long Release, long Number)> _waiting = new();
    long _number;

    public int Count => _waiting.Count;

    public long? NextRelease => _waiting.TryPeek(out var chunk, out _) ? chunk.Release : null;

    public void Add(in LineChunk chunk) => _waiting.Enqueue(chunk, (chunk.Release, _number++));

    public bool TryTake(long now, out LineChunk chunk) => _waiting.TryPeek(out chunk, out _) && chunk.Release <= now && _waiting.TryDequeue(out chunk, out _);
}
