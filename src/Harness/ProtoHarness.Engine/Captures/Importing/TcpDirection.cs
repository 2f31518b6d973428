namespace ProtoHarness.Engine.Captures;

/// <summary>The bytes of one direction, put in order: what came twice once, and what came early when its turn is. Numbers wrap around (RFC 9293, section 3.4).</summary>
sealed class TcpDirection
{
    readonly SortedDictionary<long, ReadOnlyMemory<byte>> _early = [];
    uint? _first;
    long _next;
    long? _end;

    /// <summary>How many bytes wait for one that is missing.</summary>
    public int Waiting => _early.Count;

    /// <summary>Whether its end has come, behind all bytes.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Takes a segment.</summary>
    /// <returns>The bytes that are next, piece by piece.</returns>
    public IEnumerable<ReadOnlyMemory<byte>> Take(Segment segment)
    {
        var isSyn = segment.Flags.HasFlag(TcpFlags.Syn);
        _first ??= segment.Sequence + (isSyn ? 1u : 0);

        // The offset nearest to what is next, of all that the number can mean.
        var at = _next + (int)(segment.Sequence + (isSyn ? 1u : 0) - (uint)(_first.Value + _next));
        if (segment.Payload.Length > 0 && at + segment.Payload.Length > _next && !(_early.TryGetValue(at, out var known) && known.Length >= segment.Payload.Length))
        {
            _early[at] = segment.Payload;
        }

        if (segment.Flags.HasFlag(TcpFlags.Fin))
        {
            _end = at + segment.Payload.Length;
        }

        while (_early.Count > 0 && _early.First() is var (start, bytes) && start <= _next)
        {
            _early.Remove(start);
            if (start + bytes.Length > _next)
            {
                var fresh = bytes[(int)(_next - start)..];
                _next += fresh.Length;
                yield return fresh;
            }
        }

        HasEnded |= _end == _next;
    }
}
