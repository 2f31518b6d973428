using System.Runtime.InteropServices;

namespace ProtoHarness.Engine.Sessions;

/// <summary>
/// One direction of a flow: what one end says it has sent beside what the other says it has received. They are compared as they come, so that only what one end has said and the
/// other has not is kept. Not for several threads at once.
/// </summary>
sealed class FlowBook
{
    /// <summary>From here on what has been compared is cut away before its end is reached.</summary>
    const int Much = 64 * 1024;

    readonly List<byte> _ahead = [];
    int _compared;
    bool _isSentAhead;

    /// <summary>Bytes that were sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Bytes that were received.</summary>
    public long Received { get; private set; }

    /// <summary>The first byte that was sent as one and received as another, with its position; null when there is none.</summary>
    public (long Position, byte Sent, byte Received)? Wrong { get; private set; }

    /// <summary>Whether both ends say the same.</summary>
    public bool IsInOrder => Wrong is null && Sent == Received;

    /// <summary>Whether the receiver was told that the flow ended normally.</summary>
    public bool Ended { get; set; }

    /// <summary>Takes what one end says.</summary>
    /// <param name="bytes">What it has sent or received.</param>
    /// <param name="isSent">Which of both.</param>
    public void Add(ReadOnlySpan<byte> bytes, bool isSent)
    {
        var position = isSent ? Sent : Received;
        if (isSent)
        {
            Sent += bytes.Length;
        }
        else
        {
            Received += bytes.Length;
        }

        if (Wrong is not null)
        {
            return;
        }

        if (_isSentAhead != isSent)
        {
            bytes = Compare(bytes, position, isSent);
        }

        if (bytes.Length > 0)
        {
            _isSentAhead = isSent;
            _ahead.AddRange(bytes);
        }
    }

    /// <returns>What goes beyond what the other end has said; nothing once a byte is wrong.</returns>
    ReadOnlySpan<byte> Compare(ReadOnlySpan<byte> bytes, long position, bool isSent)
    {
        var other = CollectionsMarshal.AsSpan(_ahead)[_compared..];
        var both = Math.Min(other.Length, bytes.Length);
        var same = other[..both].CommonPrefixLength(bytes[..both]);
        if (same < both)
        {
            Wrong = isSent ? (position + same, bytes[same], other[same]) : (position + same, other[same], bytes[same]);
            _ahead.Clear();
            return [];
        }

        _compared += both;
        if (_compared == _ahead.Count || _compared > Math.Max(Much, _ahead.Count / 2))
        {
            _ahead.RemoveRange(0, _compared);
            _compared = 0;
        }

        return bytes[both..];
    }
}
