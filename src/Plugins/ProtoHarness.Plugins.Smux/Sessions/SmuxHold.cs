namespace ProtoHarness.Plugins.Smux;

/// <summary>Who has the right to receive, while the thread that had it lets a reader go on. Each hold has a number, so that two of them are told apart.</summary>
sealed class SmuxHold
{
    int _current;
    int _last;
    int _seen;

    /// <summary>The thread that receives lets somebody else use it.</summary>
    /// <returns>The number of the hold.</returns>
    internal int Begin()
    {
        _last = _last == int.MaxValue ? 1 : _last + 1;
        Volatile.Write(ref _current, _last);
        return _last;
    }

    /// <summary>The thread is back.</summary>
    /// <param name="hold">The number of its hold.</param>
    /// <returns>Whether it goes on receiving; else another has taken over.</returns>
    internal bool TryEnd(int hold) => Interlocked.CompareExchange(ref _current, 0, hold) == hold;

    /// <summary>Takes over from a thread that is not back since the last call.</summary>
    /// <param name="isHeld">Whether a thread is away, but not for that long.</param>
    /// <returns>Whether the caller goes on receiving.</returns>
    internal bool TryTakeOver(out bool isHeld)
    {
        var current = Volatile.Read(ref _current);
        isHeld = current != 0 && Interlocked.Exchange(ref _seen, current) != current;
        return current != 0 && !isHeld && TryEnd(current);
    }
}
