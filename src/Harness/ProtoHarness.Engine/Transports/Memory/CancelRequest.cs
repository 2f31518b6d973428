namespace ProtoHarness.Engine.Transports;

/// <summary>Whether the pending operation of a pipe's reader or writer is to end as cancelled; what was asked for while nothing waited ends the next one.</summary>
sealed class CancelRequest
{
    volatile bool _isMade;
    CancellationTokenSource? _sleep;

    public bool IsMade => _isMade;

    /// <summary>Asks for it. From any thread; who waits is woken by the caller.</summary>
    public void Make()
    {
        _isMade = true;
        Interlocked.Exchange(ref _sleep, null)?.Cancel();
    }

    /// <summary>Answers it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Take()
    {
        var wasMade = _isMade;
        _isMade = false;
        return wasMade;
    }

    /// <summary>An operation sleeps, and looks for no request before it is woken.</summary>
    /// <param name="sleep">Ends the sleep. It is never disposed of, so that a request from another thread cannot come too late.</param>
    public void Wakes(CancellationTokenSource sleep)
    {
        Volatile.Write(ref _sleep, sleep);
        if (_isMade)
        {
            Make();
        }
    }
}
