namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// The state machine of one session: bytes and time in, bytes and events out. It has no socket, no clock and no thread, and is not
/// safe for several threads at once: its owner holds a lock around each call.
/// </summary>
/// <remarks>
/// What it holds in memory is bounded: unread data by <see cref="SmuxConfig.MaxReceiveBuffer"/> and one frame, streams by
/// <see cref="SmuxConfig.MaxStreams"/>, output by two batches of <see cref="BatchSize"/>, control frames by one of each kind per stream.
/// </remarks>
public partial class SmuxSessionCore : IDisposable
{
    readonly SmuxConfig _config;
    readonly byte _version;
    readonly SmuxChunkPool _chunks;
    readonly Dictionary<uint, SmuxChannel> _channels = [];
    readonly Queue<SmuxChannel> _backlog = new();
    SmuxChannel? _signalHead;
    SmuxChannel? _signalTail;
    SmuxFault? _closing;
    uint _lastId;
    bool _idsExhausted;

    /// <summary>A new session.</summary>
    /// <param name="config">The settings; they are verified.</param>
    /// <param name="isClient">Whether this end has the odd identifiers.</param>
    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public SmuxSessionCore(SmuxConfig config, bool isClient)
    {
        ArgumentNullException.ThrowIfNull(config);
        _config = config.Verify();
        _version = (byte)config.Version;
        _chunks = new SmuxChunkPool(config.MemoryPool);
        _bucket = config.MaxReceiveBuffer;
        _lastId = isClient ? 1u : 0u;
        StartKeepAlive();
    }

    /// <summary>Why the session is over; null while it is not.</summary>
    public SmuxFault? Fault { get; private set; }

    /// <summary>The streams that are open: not yet ended by both sides.</summary>
    public int StreamCount => _channels.Count;

    /// <summary>Whether a stream waits to be accepted.</summary>
    public bool CanAccept => _backlog.Count > 0;

    /// <summary>Told of each change of a stream's state: its identifier, and the state in a word. Null: nobody is told.</summary>
    public Action<uint, string>? StateChanged { get; set; }

    internal SmuxConfig Config => _config;

    /// <summary>Opens a stream: it is known before SYN is sent, so that an answer cannot come too early.</summary>
    /// <param name="channel">The stream.</param>
    /// <returns>Null, or why none can be opened.</returns>
    public SmuxFault? TryOpen(out SmuxChannel? channel)
    {
        channel = null;
        if ((Fault ?? _closing ?? _inputEnd) is { } over)
        {
            return over;
        }

        if (_channels.Count >= _config.MaxStreams)
        {
            return new SmuxFault(SmuxError.GoAway, $"{_config.MaxStreams} streams are open already; raise {nameof(SmuxConfig.MaxStreams)} or close some");
        }

        if (!TryNextId(out var id))
        {
            return new SmuxFault(SmuxError.GoAway, "all stream identifiers are used up: open another session");
        }

        channel = new SmuxChannel(id);
        _channels.Add(id, channel);
        channel.Set(SmuxChannelState.OwesSyn);
        QueueControl(channel);
        StateChanged?.Invoke(id, "open");
        return null;
    }

    /// <summary>Takes the stream that has waited longest to be accepted.</summary>
    /// <returns>The stream; null when none waits.</returns>
    public SmuxChannel? TryAccept()
    {
        if (!_backlog.TryDequeue(out var channel))
        {
            return null;
        }

        ResumeHeldSyn();
        return channel;
    }

    /// <summary>Closes the writing half: FIN goes out behind the data, reading goes on.</summary>
    /// <param name="channel">The stream.</param>
    public void CloseWrites(SmuxChannel channel)
    {
        if (channel.Has(SmuxChannelState.WritesClosed))
        {
            return;
        }

        channel.Set(SmuxChannelState.WritesClosed);
        if (Fault is not null)
        {
            return;
        }

        channel.Set(SmuxChannelState.OwesFin);
        QueueData(channel);
        StateChanged?.Invoke(channel.Id, channel.IsEndedByPeer ? "closed" : "write-closed");
    }

    /// <summary>Closes the stream: FIN goes out, a write that waits is given up, unread data is dropped and makes room for other streams.</summary>
    /// <param name="channel">The stream.</param>
    public void Close(SmuxChannel channel)
    {
        if (channel.Has(SmuxChannelState.ReadsClosed))
        {
            return;
        }

        if (CancelWrite(channel) > 0)
        {
            channel.WriteFault = StreamClosed(channel);
        }

        CloseWrites(channel);
        channel.Set(SmuxChannelState.ReadsClosed);
        channel.Clear(SmuxChannelState.OwesUpdate);
        ReturnTokens(channel.Received.Clear(_chunks));
        Signal(channel);
        StateChanged?.Invoke(channel.Id, "closed");
    }

    /// <summary>Takes the next stream whose waiting read or write may have ended.</summary>
    /// <param name="channel">The stream.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryTakeSignal(out SmuxChannel? channel)
    {
        channel = _signalHead;
        if (channel is null)
        {
            return false;
        }

        _signalHead = channel.NextSignal;
        _signalTail = _signalHead is null ? null : _signalTail;
        channel.NextSignal = null;
        channel.Clear(SmuxChannelState.InSignalQueue);
        return true;
    }

    /// <summary>
    /// Begins a graceful end: no stream is opened any more, every read and write that waits ends, and what is queued is still sent. No FIN is sent
    /// for streams that are open: their peers shall see that they were cut, not that they ended.
    /// </summary>
    public void BeginClose()
    {
        if (_closing is not null || Fault is not null)
        {
            return;
        }

        _closing = new SmuxFault(SmuxError.SessionClosed, "the session was closed by this side");
        foreach (var id in _channels.Keys.Order())
        {
            var channel = _channels[id];
            if (CancelWrite(channel) > 0)
            {
                channel.WriteFault = _closing;
            }

            Signal(channel);
        }
    }

    /// <summary>Ends the session: every read and write that waits ends, what has arrived stays readable, nothing more is sent.</summary>
    /// <param name="fault">Why.</param>
    public void Fail(SmuxFault fault)
    {
        if (Fault is not null)
        {
            return;
        }

        Fault = fault;
        SignalAll();
    }

    /// <summary>Lets go of all buffers. Nothing can be read any more.</summary>
    public void Dispose()
    {
        Fail(new SmuxFault(SmuxError.SessionClosed, "the session was closed"));
        foreach (var channel in _channels.Values)
        {
            channel.Received.Clear(_chunks);
            channel.Set(SmuxChannelState.ReadsClosed | SmuxChannelState.WritesClosed);
        }

        _channels.Clear();
        _backlog.Clear();
        ReleaseOutput();
        _chunks.Trim();
        GC.SuppressFinalize(this);
    }

    /// <summary>The next identifier of this side that is not in use: a peer may have taken one of ours.</summary>
    /// <param name="id">The identifier.</param>
    /// <returns>False when they are used up, and from then on.</returns>
    internal virtual bool TryNextId(out uint id)
    {
        do
        {
            if (_idsExhausted || _lastId > uint.MaxValue - 2)
            {
                _idsExhausted = true;
                id = 0;
                return false;
            }

            _lastId += 2;
            id = _lastId;
        }
        while (_channels.ContainsKey(id));
        return true;
    }

    /// <summary>Goes on from an identifier, for tests of what happens at the end of them.</summary>
    /// <param name="id">The identifier that counts as the last one given out.</param>
    internal void SkipIdsTo(uint id) => _lastId = id;

    /// <summary>Forgets a stream that both sides have ended, or that this side has closed and said so. Unread data stays readable.</summary>
    /// <param name="channel">The stream.</param>
    internal virtual void ForgetIfDone(SmuxChannel channel)
    {
        if (channel.Has(SmuxChannelState.FinSent) && channel.Has(SmuxChannelState.FinReceived | SmuxChannelState.ReadsClosed))
        {
            _channels.Remove(channel.Id);
        }
    }

    void Signal(SmuxChannel channel)
    {
        if (!channel.Has(SmuxChannelState.ReadWaits | SmuxChannelState.WriteWaits) || channel.Has(SmuxChannelState.InSignalQueue))
        {
            return;
        }

        channel.Set(SmuxChannelState.InSignalQueue);
        if (_signalTail is null)
        {
            _signalHead = channel;
        }
        else
        {
            _signalTail.NextSignal = channel;
        }

        _signalTail = channel;
    }

    void SignalAll()
    {
        foreach (var id in _channels.Keys.Order())
        {
            Signal(_channels[id]);
        }
    }
}
