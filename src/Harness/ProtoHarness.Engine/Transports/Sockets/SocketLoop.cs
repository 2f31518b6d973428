using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// Sockets of a few connections between roles that all live here, on one thread: what one role sends over loopback is there for the other when the call returns, so that a session goes on
/// without waking another thread, which costs a machine more than all else of it. A role that blocks the thread loses it: another one takes over, as the thread pool would have had another.
/// </summary>
sealed class SocketLoop : SocketIo
{
    /// <summary>A step that takes longer may be waiting for what only the loop can bring.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(25);

    readonly StrayExceptions _strays;
    readonly Lock _gate = new();
    readonly List<SocketWait> _waits = [];
    readonly Queue<Action> _posted = [];
    readonly ITimer _watch;
    SocketBell? _bell = SocketBell.Take();
    volatile SocketWatcher? _watcher;
    int _turn;
    bool _over;

    /// <summary>A loop that nothing has been started on.</summary>
    /// <param name="strays">Keeps what a step throws.</param>
    /// <exception cref="SocketException">The machine has no socket left.</exception>
    public SocketLoop(StrayExceptions strays)
    {
        _strays = strays;
        _watch = TimeProvider.System.CreateTimer(static loop => ((SocketLoop)loop!).Watch(), this, Patience, Patience);
    }

    public override Task Start(Func<Task> start)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => _ = FollowAsync(start, end));
        if (Interlocked.Exchange(ref _bell, null) is { } bell)
        {
            SpareThreads.Run(() => Go(0, bell));
        }

        return end.Task;
    }

    public override async ValueTask<Socket> AcceptAsync(Socket listener, CancellationToken cancellationToken)
    {
        listener.Blocking = false;
        while (true)
        {
            await ReadyAsync(listener, forWriting: false, cancellationToken).ConfigureAwait(false);
            try
            {
                var socket = listener.Accept();
                socket.Blocking = false;
                return socket;
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.WouldBlock)
            {
                // Whoever came has gone again.
            }
        }
    }

    public override async ValueTask ConnectAsync(Socket socket, EndPoint address, CancellationToken cancellationToken)
    {
        socket.Blocking = false;
        try
        {
            socket.Connect(address);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress && socket.AddressFamily != AddressFamily.Unix)
        {
            await ReadyAsync(socket, forWriting: true, cancellationToken).ConfigureAwait(false);
            if (socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is int error and not 0)
            {
                throw new SocketException(error);
            }
        }
    }

    public override async ValueTask<int> ReceiveAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (buffer.Length == 0)
        {
            await ReadyAsync(socket, forWriting: false, cancellationToken).ConfigureAwait(false);
            return 0;
        }

        while (true)
        {
            var received = socket.Receive(buffer.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                return received;
            }

            await AgainAsync(socket, error, forWriting: false, cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask<int> SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            var sent = socket.Send(bytes.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success)
            {
                return sent;
            }

            await AgainAsync(socket, error, forWriting: true, cancellationToken).ConfigureAwait(false);
        }
    }

    public override void Close(Socket socket)
    {
        lock (_gate)
        {
            for (var i = _waits.Count - 1; i >= 0; i--)
            {
                if (_waits[i] is var wait && wait.Socket == socket)
                {
                    _waits.RemoveAt(i);
                    _posted.Enqueue(() => wait.Fail(new ObjectDisposedException(nameof(Socket))));
                }
            }
        }

        // A socket that is waited for is closed when the waiting ends, so it has to end first.
        WakeFromElsewhere();
        socket.Dispose();
    }

    public override TaskCompletionSource NewSignal() => new();

    public override void Give(TaskCompletionSource signal) => Post(() => signal.TrySetResult());

    public override void Dispose()
    {
        _watch.Dispose();
        SocketWatcher? watcher;
        lock (_gate)
        {
            _over = true;
            _turn++;
            (watcher, _watcher) = (_watcher, null);
            foreach (var wait in _waits)
            {
                _posted.Enqueue(() => wait.Fail(new ObjectDisposedException(nameof(Socket))));
            }

            _waits.Clear();
        }

        watcher?.Wake();
        Interlocked.Exchange(ref _bell, null)?.Return();

        // What is left concerns roles that nobody waits for any more.
        while (TryTake(_turn, out var step))
        {
            ThreadPool.QueueUserWorkItem(static step => step(), step, preferLocal: false);
        }
    }

    ValueTask AgainAsync(Socket socket, SocketError error, bool forWriting, CancellationToken cancellationToken) =>
        error is SocketError.WouldBlock or SocketError.TryAgain ? ReadyAsync(socket, forWriting, cancellationToken)
            : error == SocketError.OperationAborted ? throw new ObjectDisposedException(nameof(Socket)) : throw new SocketException((int)error);

    async ValueTask ReadyAsync(Socket socket, bool forWriting, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wait = new SocketWait(socket, forWriting);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_over, socket);
            _waits.Add(wait);
        }

        WakeFromElsewhere();
        var registration = cancellationToken.UnsafeRegister(state => Cancel((SocketWait)state!, cancellationToken), wait);
        await using (registration.ConfigureAwait(false))
        {
            await wait.Task.ConfigureAwait(false);
        }
    }

    void Cancel(SocketWait wait, CancellationToken cancellationToken)
    {
        bool waited;
        lock (_gate)
        {
            waited = _waits.Remove(wait);
        }

        if (waited)
        {
            Post(() => wait.Fail(new OperationCanceledException(cancellationToken)));
        }
    }

    static async Task FollowAsync(Func<Task> start, TaskCompletionSource end)
    {
        try
        {
            await start().ConfigureAwait(false);
            end.TrySetResult();
        }
        catch (Exception e)
        {
            end.TrySetException(e);
        }
    }

    /// <summary>Takes steps until all is over, or another thread has the turn.</summary>
    void Go(int turn, SocketBell bell)
    {
        using var watcher = new SocketWatcher(bell);
        lock (_gate)
        {
            if (turn != _turn)
            {
                // It started late: whoever blocked has gone on, or the session is over.
                return;
            }

            _watcher = watcher;
        }

        while (TryTake(turn, out var step) || Await(turn, watcher))
        {
            if (step is not null)
            {
                Step(step, watcher);
            }
        }
    }

    /// <summary>Waits for the sockets, and puts in line what has been waited for.</summary>
    /// <returns>Whether to go on.</returns>
    bool Await(int turn, SocketWatcher watcher)
    {
        lock (_gate)
        {
            if (turn != _turn)
            {
                return false;
            }

            if (_posted.Count > 0)
            {
                return true;
            }

            watcher.LookAt(_waits);
        }

        watcher.Watch();
        lock (_gate)
        {
            if (turn != _turn)
            {
                return false;
            }

            for (var i = _waits.Count - 1; i >= 0; i--)
            {
                if (_waits[i] is var wait && watcher.Saw(wait))
                {
                    _waits.RemoveAt(i);
                    _posted.Enqueue(wait.Ready);
                }
            }
        }

        return true;
    }

    void Step(Action step, SocketWatcher watcher)
    {
        watcher.Turn(away: true);
        try
        {
            step();
        }
        catch (Exception e)
        {
            // Of a callback: every other exception is in a task.
            _strays.Add(e);
        }

        watcher.Turn(away: false);
    }

    /// <summary>Sees to it that a step that blocks its thread holds up nobody else.</summary>
    void Watch()
    {
        int turn;
        lock (_gate)
        {
            if (_over || _watcher?.IsStuck() != true)
            {
                return;
            }

            turn = ++_turn;
        }

        // Should it have begun to wait in this moment.
        WakeFromElsewhere();
        SpareThreads.Run(() => TakeOver(turn));
    }

    void TakeOver(int turn)
    {
        try
        {
            Go(turn, SocketBell.Take());
        }
        catch (SocketException)
        {
            // No socket to wait with: the session is as blocked as its role.
        }
    }

    void Post(Action step)
    {
        bool isOver;
        lock (_gate)
        {
            isOver = _over;
            if (!isOver)
            {
                _posted.Enqueue(step);
            }
        }

        if (isOver)
        {
            ThreadPool.QueueUserWorkItem(static step => step(), step, preferLocal: false);
        }
        else
        {
            WakeFromElsewhere();
        }
    }

    bool TryTake(int turn, [NotNullWhen(true)] out Action? step)
    {
        lock (_gate)
        {
            step = null;
            return turn == _turn && _posted.TryDequeue(out step);
        }
    }

    /// <summary>Whoever has the turn looks again, when that is another thread than this one.</summary>
    void WakeFromElsewhere()
    {
        if (_watcher is { } watcher && watcher.Thread != Environment.CurrentManagedThreadId)
        {
            watcher.Wake();
        }
    }
}
