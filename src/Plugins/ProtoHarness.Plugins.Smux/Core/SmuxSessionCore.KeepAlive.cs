namespace ProtoHarness.Plugins.Smux;

public partial class SmuxSessionCore
{
    TimeSpan _nextNop;
    TimeSpan _nextCheck;
    bool _heardFromPeer;

    /// <summary>When <see cref="Advance"/> is due next, counted from the session's start; null when never.</summary>
    public TimeSpan? NextDue =>
        _config.KeepAliveDisabled || Fault is not null ? null : _nextNop < _nextCheck ? _nextNop : _nextCheck;

    /// <summary>
    /// Lets time pass. Every <see cref="SmuxConfig.KeepAliveInterval"/> a NOP is owed, traffic or not; every
    /// <see cref="SmuxConfig.KeepAliveTimeout"/> in which nothing came the session fails, unless it is this side that does not read. (The original wants
    /// the head of a frame; on a slow line one frame can take longer than that.)
    /// </summary>
    /// <param name="elapsed">The time since the session's start.</param>
    public void Advance(TimeSpan elapsed)
    {
        if (NextDue is null)
        {
            return;
        }

        if (elapsed >= _nextCheck)
        {
            _nextCheck = Following(_nextCheck, elapsed, _config.KeepAliveTimeout);
            CheckPeer();
        }

        if (elapsed >= _nextNop)
        {
            _nextNop = Following(_nextNop, elapsed, _config.KeepAliveInterval);
            _owesNop |= OwesNop();
            TrimIfIdle();
        }
    }

    /// <summary>Whether a keep-alive is to be sent, now that one is due.</summary>
    internal virtual bool OwesNop() => true;

    /// <summary>Fails the session when nothing came since the last check.</summary>
    internal virtual void CheckPeer()
    {
        if (!_heardFromPeer && !IsThrottled)
        {
            Fail(new SmuxFault(
                SmuxError.KeepAliveTimeout, $"nothing arrived for {_config.KeepAliveTimeout.TotalSeconds} s ({nameof(SmuxConfig.KeepAliveTimeout)})"));
        }

        _heardFromPeer = false;
    }

    static TimeSpan Following(TimeSpan due, TimeSpan elapsed, TimeSpan period)
    {
        var late = (elapsed - due).Ticks / period.Ticks;
        return due + TimeSpan.FromTicks(period.Ticks * (late + 1));
    }

    void StartKeepAlive()
    {
        _nextNop = _config.KeepAliveInterval;
        _nextCheck = _config.KeepAliveTimeout;
    }

    void TrimIfIdle()
    {
        _chunks.Trim();
        if (!IsSending && _batchLength == 0)
        {
            ReleaseOutput();
        }
    }
}
