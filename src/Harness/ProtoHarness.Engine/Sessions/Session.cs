using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>
/// The roles of one session and what they hold. How time passes and who runs next is the runner's concern. Awaits capture the context on purpose: in
/// memory it is the simulation's, and the roles are to run under it.
/// </summary>
sealed class Session : ISessionObserver
{
    // Most sessions under faults end with refusals, and to throw one once more to look at it takes as long as many messages do.
    const ConfigureAwaitOptions InSilence = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;

    readonly SessionSpec _spec;
    readonly TimeProvider _time;
    readonly VirtualTime? _virtual;
    readonly EndedConnections? _ended;
    readonly long _start;
    readonly Lock _gate = new();
    readonly TrackedMemoryPool _memory;
    readonly CancellationTokenSource _cancellation = new();
    readonly List<Open> _connections = [];
    readonly List<Task> _serving = [];
    readonly List<RoleReport> _clients = [];
    readonly List<RoleReport> _servers = [];
    readonly SessionFaults _faults;
    readonly int _cancelAt;
    readonly FaultReceipt? _cancelReceipt;
    readonly Action<string, string> _note;
    bool _over;
    RoleReport? _server;
    IProtocolServer? _accepting;
    int _operations;

    public Session(SessionSpec spec, TimeProvider time)
    {
        _spec = spec;
        _time = time;
        _virtual = time as VirtualTime;
        _ended = _virtual is not null && EndedConnections.AreLookedFor(spec) ? new EndedConnections(_virtual, spec.Clients, spec.Limits.Simulation.MaxTime) : null;
        _start = time.GetTimestamp();
        _memory = new TrackedMemoryPool(spec.KeepTrace);
        _faults = new SessionFaults(spec.Faults, spec.Seed, spec.Plugin.Kind, spec.Plugin.Wire?.Invoke(spec.Values), time);
        _faults.ArmMachine();
        Recorder = new SessionRecorder(spec, () => Now);
        _note = Recorder.Note;
        if (spec.Faults.FirstOrDefault(rule => rule.Fault.Kind.Name == "cancel") is { } cancel)
        {
            _cancelReceipt = new FaultReceipt(cancel.ToString(), "", null);
            _faults.Add(_cancelReceipt);
            _cancelAt = ((CancelStage)cancel.Fault.Create(new StageContext(_cancelReceipt, spec.Seed, time, null, NoControl.Instance))).Operation;
        }
    }

    public SessionRecorder Recorder { get; }

    public Lock Gate => Recorder.Gate;

    /// <summary>What the harness ran out of; null: nothing.</summary>
    public string? HarnessFailure { get; private set; }

    public int Operations => _operations;

    /// <summary>What the machine has to give to the connections.</summary>
    public MachineLimits Machine => _faults.Machine;

    public IReadOnlyList<FaultReceipt> Receipts => _faults.Receipts;

    // Asked for at every event: virtual time counts in ticks already.
    long Now => _virtual is not null ? _virtual.NowTicks - _start : _time.GetElapsedTime(_start).Ticks;

    /// <summary>Runs the session to its end, including the letting go of everything.</summary>
    /// <param name="transport">What connects the roles.</param>
    public async Task RunAsync(IPairTransport transport)
    {
        var service = _spec.Conversation.Service is { } name ? _spec.Plugin.Services.First(s => s.Name == name) : _spec.Plugin.Services[0];
        IProtocolServer? server = null;
        Exception? error = null;
        try
        {
            server = service.Create(new ServerContext(Services("S", _cancellation.Token)));
            _accepting = server;
            await (_spec.Clients == 1 ? RunClientAsync(1, transport) : Task.WhenAll(Enumerable.Range(1, _spec.Clients).Select(client => RunClientAsync(client, transport))));
            await CloseLeftOversAsync();
            await ServedAsync();
            await (_ended?.LookAsync(_cancellation.Token) ?? Task.CompletedTask);
        }
        catch (Exception e)
        {
            error = e;
        }

        lock (_gate)
        {
            _over = true;
        }

        if (server is not null)
        {
            try
            {
                await server.DisposeAsync();
            }
            catch (Exception e)
            {
                error ??= e;
            }
        }

        _server = new RoleReport("S", RoleReport.Classify(error), error);
    }

    /// <summary>A connection has arrived at the server.</summary>
    public void Accept(int number, ByteEnd end, bool isSimulated)
    {
        Open open;
        var served = new TaskCompletionSource();
        lock (_gate)
        {
            open = _connections[number - 1];
            open.Accepted = !_over;
            if (!_over)
            {
                _serving.Add(served.Task);
            }
        }

        if (open.Accepted)
        {
            _ = ServeAsync(new RoleConnection(RoleNames.OfServer(number), _spec.Plugin.Kind, end, isSimulated, open.Book.For(isServer: true), Machine.Release), served);
        }
        else
        {
            // Its client has gone, and so has the server.
            _ = end.DisposeAsync();
        }

        open.Settled.TrySetResult();
    }

    public void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException e) when (e.InnerExceptions.All(one => one is ObjectDisposedException))
        {
            // The writer of a pipe that was let go of while it flushed throws when it is told to stop. That is nothing to the role in
            // whose operation the session happens to be cancelled.
            return;
        }
    }

    public IReadOnlyList<RoleReport> Roles()
    {
        lock (_gate)
        {
            var roles = new List<RoleReport>(_spec.Clients + _connections.Count + 1);
            for (var client = 1; client <= _spec.Clients; client++)
            {
                roles.Add(Ended(_clients, RoleNames.OfClient(client)));
            }

            foreach (var open in _connections)
            {
                if (open.Accepted)
                {
                    roles.Add(Ended(_servers, RoleNames.OfServer(open.Number)));
                }
            }

            roles.Add(_server ?? new RoleReport("S", RoleOutcome.Unfinished, null));
            return roles;
        }

        static RoleReport Ended(List<RoleReport> reports, string name)
        {
            foreach (var report in reports)
            {
                if (report.Name == name)
                {
                    return report;
                }
            }

            return new RoleReport(name, RoleOutcome.Unfinished, null);
        }
    }

    /// <summary>What the books of the connections say that cannot both be true.</summary>
    /// <param name="roles">How the roles ended.</param>
    public IReadOnlyList<FlowProblem> Flows(IReadOnlyList<RoleReport> roles)
    {
        var completed = true;
        foreach (var role in roles)
        {
            completed &= role.Outcome == RoleOutcome.Completed;
        }

        lock (_gate)
        {
            List<FlowProblem>? problems = null;
            foreach (var open in _connections)
            {
                var found = open.Book.Compare(completed);
                if (found.Count > 0)
                {
                    (problems ??= []).AddRange(found);
                }
            }

            return problems is null ? [] : problems;
        }
    }

    /// <summary>Forgets the books of the connections, whose bytes no role holds.</summary>
    public void ForgetBooks()
    {
        lock (_gate)
        {
            _connections.ForEach(open => open.Book.Clear());
        }
    }

    public List<string> Leaks()
    {
        lock (_gate)
        {
            var leaks = new List<string>();
            foreach (var open in _connections)
            {
                if (open.Leaked)
                {
                    leaks.Add($"connection C{open.Number} was not disposed of by the conversation");
                }
            }

            leaks.AddRange(_memory.Leaks());
            if (_ended?.Leak is { } held)
            {
                leaks.Add(held);
            }

            return leaks;
        }
    }

    public void Observe(TraceKind kind, int connection, bool isServer, ReadOnlySpan<byte> bytes) => Recorder.Add(kind, connection, isServer, bytes);

    public void GiveUp(string reason)
    {
        HarnessFailure ??= reason;
        Cancel();
    }

    public void CountOperation()
    {
        if (Interlocked.Increment(ref _operations) == _cancelAt)
        {
            _cancelReceipt!.Fire(-1, new TimeSpan(Now));
            Cancel();
        }
    }

    public ConnectDecision Arm(int connection, Direction direction, ILineControl control, FaultLine line)
    {
        var decision = _faults.Arm(connection, direction, control, line);
        if (decision.Refuse || decision.CloseAtOnce)
        {
            lock (_gate)
            {
                _connections[connection - 1].Settled.TrySetResult();
            }
        }

        return decision;
    }

    async Task RunClientAsync(int client, IPairTransport transport)
    {
        var name = RoleNames.OfClient(client);
        RoleReport report;
        try
        {
            var talking = _spec.Conversation.Run(new ClientContext(Services(name, _cancellation.Token), cancellation => ConnectAsync(transport, cancellation), _faults));
            await talking.ConfigureAwait(InSilence);
            report = RoleReport.Of(name, talking);
        }
        catch (Exception e)
        {
            report = new RoleReport(name, RoleReport.Classify(e), e);
        }

        lock (_gate)
        {
            _clients.Add(report);
        }
    }

    async ValueTask<IConnection> ConnectAsync(IPairTransport transport, CancellationToken cancellationToken)
    {
        Open open;
        lock (_gate)
        {
            if (_connections.Count >= _spec.Limits.MaxConnections)
            {
                throw new ProtoHarness.Framing.ProtocolException($"The session has {_connections.Count} connections, its limit (limits.connections).");
            }

            open = new Open(_connections.Count + 1, new LedgerBook(_connections.Count + 1));
            _connections.Add(open);
        }

        // What a role gives is the session's own token almost always.
        using var both = cancellationToken == _cancellation.Token || !cancellationToken.CanBeCanceled ? null
            : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _cancellation.Token);
        ByteEnd end;
        try
        {
            Machine.Open();
        }
        catch
        {
            open.Settled.TrySetResult();
            throw;
        }

        try
        {
            end = await transport.ConnectAsync(open.Number, both?.Token ?? _cancellation.Token);
        }
        catch
        {
            Machine.Fail();
            open.Settled.TrySetResult();
            throw;
        }

        if (!transport.IsSimulated)
        {
            // A socket that was let go of early may never come out of the listener's queue, and nobody is told.
            open.Settled.TrySetResult();
        }

        return open.Client = new RoleConnection(RoleNames.OfClient(open.Number), _spec.Plugin.Kind, end, transport.IsSimulated, open.Book.For(isServer: false), Machine.Close);
    }

    async Task ServeAsync(RoleConnection connection, TaskCompletionSource served)
    {
        RoleReport report;

        // What is registered with a token of its own ends with the connection: whether the session's or the connection's is meant by it, a role cannot know.
        using var ends = _ended is null ? null : CancellationTokenSource.CreateLinkedTokenSource(_cancellation.Token);
        try
        {
            var serving = _accepting!.ServeAsync(connection, new ServerContext(Services(connection.Name, ends?.Token ?? _cancellation.Token)));
            await serving.ConfigureAwait(InSilence);
            report = RoleReport.Of(connection.Name, serving);
        }
        catch (Exception e)
        {
            report = new RoleReport(connection.Name, RoleReport.Classify(e), e);
        }

        if (report.Outcome != RoleOutcome.Completed)
        {
            connection.Abort();
        }

        try
        {
            await connection.DisposeAsync();
        }
        catch (Exception e) when (report.Outcome == RoleOutcome.Completed)
        {
            report = new RoleReport(connection.Name, RoleReport.Classify(e), e);
        }
        catch (Exception)
        {
            // What it ended with comes first.
        }

        lock (_gate)
        {
            _servers.Add(report);
        }

        _ended?.Add(connection);
        served.SetResult();
    }

    async Task CloseLeftOversAsync()
    {
        List<Open> connections;
        lock (_gate)
        {
            connections = [.. _connections];
        }

        foreach (var open in connections)
        {
            if (open.Client is { IsDisposed: false } connection)
            {
                open.Leaked = true;
                await connection.DisposeAsync();
            }
        }
    }

    async Task ServedAsync()
    {
        // A client that has gone already is still one that came: what it wrote is in the connection.
        List<Open> connections;
        lock (_gate)
        {
            connections = [.. _connections];
        }

        foreach (var open in connections)
        {
            await open.Settled.Task.WaitAsync(_cancellation.Token).ConfigureAwait(InSilence);
        }

        for (var served = 0; ;)
        {
            Task[] serving;
            lock (_gate)
            {
                serving = [.. _serving];
                _over = serving.Length == served;
                if (_over)
                {
                    return;
                }
            }

            served = serving.Length;
            await (served == 1 ? serving[0] : Task.WhenAll(serving));
        }
    }

    RoleServices Services(string name, CancellationToken cancellation) => new(
        name, _time, _spec.Seed.Derive("role/", name), _memory, cancellation, _spec.Values, _note);

    sealed class Open(int number, LedgerBook book)
    {
        public int Number => number;

        public LedgerBook Book => book;

        public RoleConnection? Client { get; set; }

        public bool Accepted { get; set; }

        public bool Leaked { get; set; }

        /// <summary>Ends when the server has the connection, or never will.</summary>
        public TaskCompletionSource Settled { get; } = new();
    }
}
