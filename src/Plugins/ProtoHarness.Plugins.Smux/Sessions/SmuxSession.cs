using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// One connection with many streams. The state machine is a <see cref="SmuxSessionCore"/>; this gives it a connection, a clock and callers
/// that wait. All members may be called from several threads at once.
/// </summary>
/// <remarks>
/// Over a <see cref="System.Net.Sockets.NetworkStream"/> on Linux each of the first 64 sessions of a process receives on a thread of its own, and the socket is set to
/// non-blocking; all others receive on the thread pool. Who reads a stream may go on on that thread, and may keep it: another takes its place.
/// </remarks>
public sealed partial class SmuxSession : IAsyncDisposable
{
    readonly Lock _gate = new();
    readonly SmuxSessionCore _core;
    readonly SmuxLink _link;
    readonly bool _runsInline;
    readonly long _started;
    readonly ITimer? _keepAlive;
    readonly ITimer? _late;
    readonly CancellationTokenSource _over = new();
    readonly Queue<SmuxAcceptance> _acceptances = new();
    Task? _closing;
    bool _isDown;

    SmuxSession(SmuxSessionCore core, SmuxLink link, TimeProvider time, bool runsInline)
    {
        _core = core;
        _link = link;
        Time = time;
        _runsInline = runsInline;
        _room = new SmuxSignal(this);
        _afterSend = AfterSend;
        _socketInput = SmuxSocketInput.TryTake(link.Socket);
        _receive = _socketInput is null ? () => Receive(hasRead: false) : () => _roomIsThere.Release();
        _afterReceive = () => Receive(hasRead: true);
        _received = new TaskCompletionSource(TaskOptions);
        _input = core.Config.MemoryPool.Rent(ReceiveSize);
        _started = time.GetTimestamp();
        if (_core.NextDue is { } due)
        {
            _keepAlive = time.CreateTimer(static state => ((SmuxSession)state!).OnTimer(), this, due, Timeout.InfiniteTimeSpan);
        }

        if (runsInline)
        {
            Receive(hasRead: false);
            return;
        }

        // The first read may find bytes, and the caller who makes a session shall not be kept to read them.
        // It is the thread that may be kept, not the session's clock.
        _late = TimeProvider.System.CreateTimer(static state => ((SmuxSession)state!).OnLate(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        StartReceiving();
    }

    /// <summary>The streams that are open: not yet ended by both sides.</summary>
    public int NumStreams
    {
        get
        {
            lock (_gate)
            {
                return _core.StreamCount;
            }
        }
    }

    /// <summary>Whether no stream can be opened any more: closed, failed, or the peer ended the connection.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _closing is not null || _core.Fault is not null || _core.InputEnd is not null;
            }
        }
    }

    /// <summary>Why the session failed; null when it did not.</summary>
    public SmuxFault? Fault
    {
        get
        {
            lock (_gate)
            {
                return _core.Fault;
            }
        }
    }

    /// <summary>The frames of the peer that were well formed and had nobody to go to; see <see cref="SmuxSessionCore.IgnoredFrames"/>.</summary>
    public long IgnoredFrames
    {
        get
        {
            lock (_gate)
            {
                return _core.IgnoredFrames;
            }
        }
    }

    internal TimeProvider Time { get; }

    internal SmuxSessionCore Core => _core;

    internal Lock Gate => _gate;

    internal bool RunsInline => _runsInline;

    internal TaskCreationOptions TaskOptions => _runsInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;

    /// <summary>Begins a session as its client: the side with the odd identifiers.</summary>
    /// <param name="connection">The connection; the session owns it from now on. For a socket, TCP_NODELAY is set.</param>
    /// <param name="config">The settings; null: <see cref="SmuxConfig.Default"/>.</param>
    /// <param name="time">The clock of keep-alive and deadlines; null: the system's.</param>
    /// <returns>The session. Nothing is exchanged to begin it.</returns>
    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public static SmuxSession Client(Stream connection, SmuxConfig? config = null, TimeProvider? time = null) => Start(connection, config, time, true);

    /// <summary>Begins a session as its server: the side with the even identifiers.</summary>
    /// <param name="connection">The connection; the session owns it from now on. For a socket, TCP_NODELAY is set.</param>
    /// <param name="config">The settings; null: <see cref="SmuxConfig.Default"/>.</param>
    /// <param name="time">The clock of keep-alive and deadlines; null: the system's.</param>
    /// <returns>The session. Nothing is exchanged to begin it.</returns>
    /// <exception cref="ArgumentException">A setting is out of its bounds.</exception>
    public static SmuxSession Server(Stream connection, SmuxConfig? config = null, TimeProvider? time = null) => Start(connection, config, time, false);

    /// <summary>Begins a session on a connection of the harness, whose continuations run where the harness runs them: inline under its scheduler, else on the pool.</summary>
    /// <param name="core">The state machine.</param>
    /// <param name="connection">The connection; the session owns it from now on.</param>
    /// <param name="time">The clock.</param>
    internal static SmuxSession Over(SmuxSessionCore core, IConnection connection, TimeProvider time) =>
        new(core, SmuxLink.Over(connection), time, runsInline: SynchronizationContext.Current is not null);

    /// <summary>Opens a stream. The peer learns of it with the first bytes that are sent, at once when nothing else is.</summary>
    /// <returns>The stream.</returns>
    /// <exception cref="SmuxException">None can be opened: the session is over, or its identifiers or <see cref="SmuxConfig.MaxStreams"/> are used up.</exception>
    public SmuxStream OpenStream()
    {
        SmuxStream stream;
        lock (_gate)
        {
            if (_core.TryOpen(out var channel) is { } fault)
            {
                throw fault.ToException();
            }

            stream = new SmuxStream(this, channel!);
        }

        SendSoon();
        return stream;
    }

    /// <summary>Waits for a stream of the peer.</summary>
    /// <param name="cancellationToken">Gives up; no stream is lost.</param>
    /// <returns>The stream; null when the session has ended well: closed by this side, or by the peer with no stream cut off.</returns>
    /// <exception cref="Framing.ProtocolException">The peer broke the protocol.</exception>
    /// <exception cref="SmuxException">The connection failed, or ended with streams open.</exception>
    public async ValueTask<SmuxStream?> AcceptStreamAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SmuxAcceptance? acceptance = null;
        SmuxStream? accepted;
        SmuxCompletion? done;
        lock (_gate)
        {
            accepted = TakeAccepted();
            if (accepted is null)
            {
                if (IsAcceptingOver(out var fault))
                {
                    return fault is null ? null : throw fault.ToException();
                }

                acceptance = new SmuxAcceptance(this);
                _acceptances.Enqueue(acceptance);
            }

            done = Settle();
        }

        Dispatch(done);
        if (acceptance is null)
        {
            return accepted;
        }

        using var registration = cancellationToken.UnsafeRegister(_ => CancelAcceptance(acceptance, cancellationToken), null);
        return await acceptance.Task.ConfigureAwait(_runsInline);
    }

    void CancelAcceptance(SmuxAcceptance acceptance, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (acceptance.IsSettled)
            {
                return;
            }

            acceptance.Settle(null, new OperationCanceledException(cancellationToken));
        }

        Dispatch(acceptance);
    }

    SmuxStream? TakeAccepted() => _core.TryAccept() is { } channel ? new SmuxStream(this, channel) : null;

    bool IsAcceptingOver(out SmuxFault? fault)
    {
        fault = _closing is not null ? null : _core.Fault ?? (_core.IsCutOff ? _core.InputEnd : null);
        return _closing is not null || _core.Fault is not null || _core.InputEnd is not null;
    }

    static SmuxSession Start(Stream connection, SmuxConfig? config, TimeProvider? time, bool isClient)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var core = new SmuxSessionCore(config ?? SmuxConfig.Default, isClient);
        return new SmuxSession(core, SmuxLink.Over(connection), time ?? TimeProvider.System, runsInline: false);
    }
}
