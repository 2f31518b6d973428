namespace ProtoHarness.Fuzzing.Corpora.Captures;

/// <summary>One direction of a TCP connection. Of bytes that came twice the first ones count.</summary>
/// <param name="name">Both ends.</param>
/// <param name="isFromClient">Whether the client sends.</param>
/// <param name="first">The number of the first byte.</param>
sealed class TcpDirection(string name, bool isFromClient, uint first)
{
    /// <summary>The most bytes kept of a direction; what follows is missing.</summary>
    public const int MaxBytes = 16 << 20;

    readonly List<byte> _bytes = [];
    readonly SortedDictionary<int, byte[]> _early = [];

    public bool IsFromClient => isFromClient;

    /// <summary>Whether this is the connection whose first byte has a number.</summary>
    public bool BeginsAt(uint sequence) => sequence == first;

    public void Add(uint sequence, ReadOnlySpan<byte> data)
    {
        // The difference of two numbers is right though both go round at 4 GiB.
        var at = unchecked((int)(sequence - first));
        if (data.IsEmpty || at < 0 || at > MaxBytes)
        {
            return;
        }

        if (at > _bytes.Count)
        {
            _early.TryAdd(at, data.ToArray());
            return;
        }

        Append(at, data);
        while (_early.Count > 0 && _early.First() is var (next, early) && next <= _bytes.Count)
        {
            _early.Remove(next);
            Append(next, early);
        }
    }

    public CapturedStream ToStream() => new(name, isFromClient, [.. _bytes], _early.Count > 0 || _bytes.Count >= MaxBytes);

    void Append(int at, ReadOnlySpan<byte> data)
    {
        var known = _bytes.Count - at;
        if (known < data.Length)
        {
            _bytes.AddRange(data[known..][..Math.Min(data.Length - known, MaxBytes - _bytes.Count)]);
        }
    }
}
