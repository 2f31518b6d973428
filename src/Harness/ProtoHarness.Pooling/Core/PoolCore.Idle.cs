namespace ProtoHarness.Pooling.Core;

/// <summary>The idle connections, in the order in which they became idle.</summary>
partial class PoolCore
{
    PoolSlot? _newest;
    PoolSlot? _oldest;

    internal int Idle { get; private set; }

    void PutIdle(PoolSlot slot)
    {
        slot.State = PoolSlotState.Idle;
        slot.Older = _newest;
        if (_newest is null)
            _oldest = slot;
        else
            _newest.Newer = slot;
        _newest = slot;
        Idle++;
        var due = DueTime(slot);
        slot.FreshUntil = Math.Min(due, PoolLimits.After(slot.IdleSince, _limits.PingAfter));
        ArmBefore(due);
    }

    PoolSlot? TakeIdle()
    {
        var slot = _limits.Order == IdleOrder.Lifo ? _newest : _oldest;
        if (slot is not null)
            Unlink(slot);
        return slot;
    }

    void Unlink(PoolSlot slot)
    {
        if (slot.Newer is null)
            _newest = slot.Older;
        else
            slot.Newer.Older = slot.Older;
        if (slot.Older is null)
            _oldest = slot.Newer;
        else
            slot.Older.Newer = slot.Newer;
        slot.Newer = slot.Older = null;
        Idle--;
    }

    long DueTime(PoolSlot slot) => Math.Min(
        PoolLimits.After(slot.IdleSince, _limits.IdleTimeout), slot.LifeEnds);
}
