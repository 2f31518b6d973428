namespace ProtoHarness.Plugins.Smux;

public sealed partial class SmuxSession
{
    /// <summary>
    /// Closes the session gracefully: no stream is opened any more, reads and writes that wait fail, what was written is sent
    /// (<see cref="SmuxConfig.CloseTimeout"/>), and the connection is ended in a way that lets the peer read it (<see cref="SmuxConfig.LingerTimeout"/>).
    /// </summary>
    /// <returns>When the connection is let go of.</returns>
    public Task CloseAsync()
    {
        SmuxCompletion? done;
        TaskCompletionSource closed;
        lock (_gate)
        {
            if (_closing is not null)
            {
                return _closing;
            }

            closed = new TaskCompletionSource(TaskOptions);
            _closing = closed.Task;
            _drained = new TaskCompletionSource(TaskOptions);
            _core.BeginClose();
            done = Settle();
        }

        Dispatch(done);
        _ = CloseConnectionAsync(closed);
        return closed.Task;
    }

    /// <summary>Closes the session at once: what is queued is lost, the connection is reset.</summary>
    public void Abort() => Fail(new SmuxFault(SmuxError.SessionClosed, "the session was aborted by this side"));

    /// <summary>As <see cref="CloseAsync"/>.</summary>
    /// <returns>When the connection is let go of.</returns>
    public async ValueTask DisposeAsync() => await CloseAsync().ConfigureAwait(_runsInline);

    async Task CloseConnectionAsync(TaskCompletionSource closed)
    {
        try
        {
            await EndConnectionAsync().ConfigureAwait(_runsInline);
            await _received.Task.ConfigureAwait(_runsInline);
            await _link.DisposeAsync().ConfigureAwait(_runsInline);
            await SendEndedAsync().ConfigureAwait(_runsInline);
            LetGo();
            closed.TrySetResult();
        }
        catch (Exception error)
        {
            LetGo();
            closed.TrySetException(error);
        }
    }

    async Task EndConnectionAsync()
    {
        var isFlushed = false;
        Send();
        using (Time.CreateTimer(_ => Abort(), null, _core.Config.CloseTimeout, Timeout.InfiniteTimeSpan))
        {
            await _drained!.Task.ConfigureAwait(_runsInline);
            lock (_gate)
            {
                isFlushed = _core.Fault is null;
            }
        }

        // A peer that has ended its direction well still gets the end of this one: a session that failed is what is reset.
        if (!isFlushed)
        {
            TakeDown();
            return;
        }

        try
        {
            await _link.CompleteOutputAsync().ConfigureAwait(_runsInline);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            TakeDown();
            return;
        }

        using (Time.CreateTimer(static state => ((SmuxSession)state!).TakeDown(), this, _core.Config.LingerTimeout, Timeout.InfiniteTimeSpan))
        {
            await _received.Task.ConfigureAwait(_runsInline);
        }
    }

    /// <summary>Waits for the write that is under way: until it ends, the connection may still read its batch.</summary>
    Task SendEndedAsync()
    {
        lock (_gate)
        {
            return _isSending ? (_sendEnded = new TaskCompletionSource(TaskOptions)).Task : Task.CompletedTask;
        }
    }

    void LetGo()
    {
        lock (_gate)
        {
            _isDown = true;
            _core.Dispose();
        }

        // _over is not disposed: the thread that is taking the connection down may have left the lock and not yet cancelled it, and without a timer it holds nothing.
        _keepAlive?.Dispose();
        _late?.Dispose();
    }

    void Fail(SmuxFault fault)
    {
        SmuxCompletion? done;
        TaskCompletionSource? drained;
        lock (_gate)
        {
            _core.Fail(fault);
            done = Settle();
            drained = _drained;
        }

        Dispatch(done);
        TakeDown();
        drained?.TrySetResult();
    }

    /// <summary>Ends the connection, and with it the loops, at once.</summary>
    void TakeDown()
    {
        lock (_gate)
        {
            if (_isDown)
            {
                return;
            }

            _isDown = true;
        }

        _keepAlive?.Dispose();
        _link.Abort();
        _over.Cancel();
    }
}
