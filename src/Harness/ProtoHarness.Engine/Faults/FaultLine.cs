using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Faults;

/// <summary>
/// One direction of one connection: what a role writes goes through the faults, in order, and comes out as pieces with the time at which they may be
/// read. Holds no clock and no thread; callers on several threads lock it.
/// </summary>
public sealed class FaultLine : FaultStage
{
    const int UsualPieces = 8;

    readonly Queue<LineChunk> _ready = new();
    readonly DatagramBuffer? _datagrams;
    readonly List<FaultStage> _stages = [];
    FaultStage _first;
    LineChunk _head;
    int _headUsed;
    bool _hasHead;
    long _lastRelease;
    int _writes;
    int _reads;

    /// <summary>A direction without faults.</summary>
    /// <param name="kind">What it carries. Datagrams keep their bounds, and arrive in the order of their times, not of their sending.</param>
    public FaultLine(ConnectionKind kind = ConnectionKind.Stream)
    {
        _first = this;
        _datagrams = kind == ConnectionKind.Datagram ? new DatagramBuffer() : null;
    }

    /// <summary>The bytes written into the line.</summary>
    public long Written { get; private set; }

    /// <summary>The bytes read out of the line.</summary>
    public long Read { get; private set; }

    /// <summary>The bytes that are ready or on their way.</summary>
    public long Buffered { get; private set; }

    /// <summary>Whether the line was ended and when the end may be seen; null: it goes on.</summary>
    public long? EndRelease { get; private set; }

    /// <summary>Whether the line holds its bytes for ever.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether it carries a stream, whose bytes have no bounds but those that a fault gives them.</summary>
    public bool IsStream => _datagrams is null;

    /// <summary>Whether it has faults.</summary>
    public bool HasStages => _stages.Count > 0;

    /// <summary>Puts one more fault at the end of the chain.</summary>
    /// <param name="stage">The fault.</param>
    public void Add(FaultStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        if (_stages.Count > 0)
        {
            _stages[^1].Next = stage;
        }
        else
        {
            _first = stage;
        }

        _stages.Add(stage);
        stage.Next = this;
    }

    /// <summary>Removes a fault; what it holds back is lost with it.</summary>
    /// <param name="stage">The fault.</param>
    public void Remove(FaultStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        _stages.Remove(stage);
        for (var i = 0; i < _stages.Count; i++)
        {
            _stages[i].Next = i + 1 < _stages.Count ? _stages[i + 1] : this;
        }

        _first = _stages.Count > 0 ? _stages[0] : this;
    }

    /// <summary>A role writes.</summary>
    /// <param name="bytes">The bytes; they are copied.</param>
    /// <param name="now">The time, in ticks.</param>
    public void Write(ReadOnlySpan<byte> bytes, long now)
    {
        Written += bytes.Length;
        _first.Data(new LineChunk(bytes.ToArray(), now, Cut: _datagrams is not null));
    }

    /// <summary>The writer ends its direction.</summary>
    /// <param name="now">The time, in ticks.</param>
    public void Finish(long now) => _first.End(now);

    /// <summary>Ends the line here, past all faults: what is ready can still be read.</summary>
    /// <param name="now">The time, in ticks.</param>
    public void Cut(long now) => EndRelease ??= Math.Max(now, _lastRelease);

    /// <summary>What shall become of the next write.</summary>
    /// <returns>The combined decision of all faults.</returns>
    public OperationDecision DecideWrite()
    {
        _writes++;
        var decision = default(OperationDecision);
        foreach (var stage in _stages)
        {
            decision = Combine(decision, stage.OnWrite(_writes));
        }

        return decision;
    }

    /// <summary>What shall become of the next read.</summary>
    /// <returns>The combined decision of all faults.</returns>
    public OperationDecision DecideRead()
    {
        _reads++;
        var decision = default(OperationDecision);
        foreach (var stage in _stages)
        {
            decision = Combine(decision, stage.OnRead(_reads));
        }

        return decision;
    }

    /// <summary>Takes what can be read now.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="now">The time, in ticks.</param>
    /// <returns>The bytes taken; 0 when nothing is ready.</returns>
    public int Take(Span<byte> destination, long now)
    {
        var taken = 0;
        while (taken < destination.Length && !IsSilent && TryHead(now))
        {
            var rest = _head.Bytes.Length - _headUsed;
            var piece = _head.Piece > 0 ? Math.Min(rest, _head.Piece - (_headUsed % _head.Piece)) : rest;
            var length = Math.Min(piece, destination.Length - taken);
            _head.Bytes.Span.Slice(_headUsed, length).CopyTo(destination[taken..]);
            taken += length;
            _headUsed += length;
            _hasHead = length < rest;
            if (_hasHead || _head.Cut)
            {
                break;
            }
        }

        Read += taken;
        Buffered -= taken;
        return taken;
    }

    /// <summary>Takes the next datagram that can be read now.</summary>
    /// <param name="destination">Where to; what does not fit is lost.</param>
    /// <param name="now">The time, in ticks.</param>
    /// <returns>The datagram's length as far as it fitted; null when none is ready.</returns>
    public int? TakeDatagram(Span<byte> destination, long now)
    {
        if (IsSilent || _datagrams is null || !_datagrams.TryTake(now, out var chunk))
        {
            return null;
        }

        var length = Math.Min(destination.Length, chunk.Bytes.Length);
        chunk.Bytes.Span[..length].CopyTo(destination);
        Read += chunk.Bytes.Length;
        Buffered -= chunk.Bytes.Length;
        return length;
    }

    /// <summary>When something, or the end, can be read.</summary>
    /// <returns>The time in ticks; null when nothing is on its way.</returns>
    public long? NextRelease() =>
        IsSilent ? null
        : _datagrams is not null ? _datagrams.NextRelease ?? EndRelease
        : _hasHead ? _head.Release
        : _ready.TryPeek(out var chunk) ? chunk.Release
        : EndRelease;

    /// <summary>Whether everything was read and the end may be seen.</summary>
    /// <param name="now">The time, in ticks.</param>
    /// <returns>Whether a read answers with the end.</returns>
    public bool IsAtEnd(long now) => !IsSilent && !_hasHead && _ready.Count == 0 && _datagrams is null or { Count: 0 } && EndRelease <= now;

    /// <inheritdoc/>
    public override void Data(in LineChunk chunk)
    {
        if (EndRelease is not null || (chunk.Bytes.Length == 0 && _datagrams is null))
        {
            return;
        }

        if (_datagrams is not null)
        {
            Buffered += _datagrams.TryAdd(in chunk) ? chunk.Bytes.Length : 0;
            return;
        }

        // A stream keeps its order: nothing overtakes what was released later.
        _lastRelease = Math.Max(_lastRelease, chunk.Release);
        Buffered += chunk.Bytes.Length;
        if (!_hasHead && _ready.Count == 0)
        {
            // Most of the time one piece is on its way: it needs no queue.
            (_head, _headUsed, _hasHead) = (chunk with { Release = _lastRelease }, 0, true);
            return;
        }

        if (_ready.Count == 0)
        {
            // Who writes ahead of its reader mostly does so more than once.
            _ready.EnsureCapacity(UsualPieces);
        }

        _ready.Enqueue(chunk with { Release = _lastRelease });
    }

    /// <inheritdoc/>
    public override void End(long release) => EndRelease ??= Math.Max(release, _lastRelease);

    static OperationDecision Combine(OperationDecision a, OperationDecision b) => new(
        a.Error || b.Error, a.Delay + b.Delay, a.MaxBytes == 0 ? b.MaxBytes : b.MaxBytes == 0 ? a.MaxBytes : Math.Min(a.MaxBytes, b.MaxBytes));

    bool TryHead(long now)
    {
        if (!_hasHead)
        {
            if (!_ready.TryDequeue(out _head))
            {
                return false;
            }

            _hasHead = true;
            _headUsed = 0;
        }

        return _head.Release <= now;
    }
}
