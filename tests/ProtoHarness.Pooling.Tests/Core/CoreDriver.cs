using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling.Tests.Core;

/// <summary>
/// Plays everything around the core: renters, holders, a server, a clock. Each step is one event; after each the laws are checked
/// against what the driver itself knows, which is nothing but who has what and how old it is.
/// </summary>
sealed class CoreDriver
{
    readonly PoolLimits _limits;
    readonly PoolSlot[] _slots;
    readonly PoolCore _core;
    readonly List<PoolTicket> _queue = [];
    readonly List<(PoolSlot Slot, int Version)> _leases = [];
    readonly List<(PoolSlot Slot, int Version)> _over = [];
    readonly List<PoolAction> _underWay = [];
    readonly HashSet<PoolSlot> _clearedWhileOpening = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<PoolSlot, Connection> _connections = new(ReferenceEqualityComparer.Instance);
    long _now;
    int _drained;
    bool _closing;
    bool _revoked;

    internal CoreDriver(PoolLimits limits)
    {
        _limits = limits;
        _slots = [.. Enumerable.Range(0, limits.MaxOpen).Select(_ => new PoolSlot())];
        _core = new(limits, _slots);
    }

    internal int Leases => _leases.Count;

    internal int Queue => _queue.Count;

    internal int UnderWay => _underWay.Count;

    internal void Rent(long patience)
    {
        TellTimeIfNeeded();
        if (_core.TryRent() is { } idle)
        {
            Assert.Empty(_queue);
            Take(idle, idle.Version);
            return;
        }

        _core.Observe(_now);
        if (_core.TryRent() is { } fresh)
        {
            Take(fresh, fresh.Version);
            return;
        }

        var ticket = new PoolTicket();
        _queue.Add(ticket);
        _core.Rent(ticket, PoolLimits.After(_now, patience));
        Settle();
    }

    internal void Return(int which, bool broken)
    {
        if (_leases.Count == 0)
            return;
        var lease = _leases[which % _leases.Count];
        if (broken)
        {
            Assert.True(_core.TryMarkBroken(lease.Slot, lease.Version));
            _connections[lease.Slot].Usable = false;
        }

        _leases.Remove(lease);
        _over.Add(lease);
        _connections[lease.Slot].IdleSince = _now;
        TellTimeIfNeeded(lease.Slot);
        Assert.True(_core.TryReturn(lease.Slot, lease.Version, out var handedTo));
        Serve(handedTo);
        Settle();
    }

    internal void ReturnAgain(int which)
    {
        if (_over.Count == 0)
            return;
        var lease = _over[which % _over.Count];
        Assert.False(_core.TryReturn(lease.Slot, lease.Version, out var handedTo));
        Assert.False(_core.TryMarkBroken(lease.Slot, lease.Version));
        Assert.Null(handedTo);
        Settle();
    }

    internal void Cancel(int which)
    {
        if (_queue.Count > 0)
            _core.Cancel(_queue[which % _queue.Count]);
        Settle();
    }

    /// <summary>Ends one of the openings, pings and closings that are under way.</summary>
    internal void End(int which, bool well)
    {
        if (_underWay.Count == 0)
            return;
        var action = _underWay[which % _underWay.Count];
        _underWay.Remove(action);
        _core.Observe(_now);
        var slot = action.Slot!;
        var cleared = action.Kind == PoolActionKind.Open && _clearedWhileOpening.Remove(slot);
        switch (action.Kind)
        {
            case PoolActionKind.Open when well:
                _connections.Add(slot, new(_now) { Usable = !cleared });
                _core.Opened(slot);
                break;
            case PoolActionKind.Open:
                _core.OpenFailed(slot);
                break;
            case PoolActionKind.Ping:
                _connections[slot].Usable &= well;
                _connections[slot].PingedAt = _now;
                _core.Pinged(slot, well);
                break;
            case PoolActionKind.Close:
                Assert.True(_connections.Remove(slot), "only an open connection is closed");
                _core.Closed(slot);
                break;
        }

        Settle();
    }

    internal void Advance(long by)
    {
        var target = _now + by;
        while (_core.NextDue <= target)
        {
            _now = Math.Max(_now, _core.NextDue);
            _core.Observe(_now);
            _core.Tick();
            Settle();
        }

        _now = target;
    }

    internal void Clear()
    {
        foreach (var connection in _connections.Values)
            connection.Usable = false;
        foreach (var opening in _slots.Where(slot => slot.State == PoolSlotState.Opening))
            _clearedWhileOpening.Add(opening);
        _core.Clear();
        Settle();
    }

    internal void WarmUp()
    {
        _core.WarmUp(new PoolTicket());
        Settle();
    }

    internal void Shutdown(PoolShutdown mode)
    {
        _closing = true;
        if (mode == PoolShutdown.Immediate)
        {
            _revoked = true;
            _leases.Clear();
        }

        _core.Shutdown(mode);
        Settle();
    }

    /// <summary>Lets everybody finish; then nobody may be left waiting, and after a shutdown nothing may be left open.</summary>
    internal void Finish()
    {
        for (var round = 0; (_queue.Count > 0 || _leases.Count > 0 || _underWay.Count > 0) && round < 10_000; round++)
        {
            if (_underWay.Count > 0)
                End(0, well: true);
            else
                Return(0, broken: false);
        }

        Assert.True(_queue.Count == 0, "a waiter was left behind: lost wake-up");
        Shutdown(PoolShutdown.Graceful);
        while (_underWay.Count > 0)
            End(0, well: true);
        Assert.Equal((0, 0, 0, 0), (_core.Open, _core.Idle, _core.Leased, _core.Waiting));
        Assert.Equal(1, _drained);
        Assert.Empty(_connections);
    }

    void TellTimeIfNeeded(PoolSlot? returned = null)
    {
        if (_limits.Resolution == 0 || (returned is not null && _core.NeedsTime(returned)))
            _core.Observe(_now);
    }

    void Settle()
    {
        foreach (var action in _core.Actions.ToArray())
        {
            switch (action.Kind)
            {
                case PoolActionKind.Grant:
                    Serve(action.Ticket);
                    break;
                case PoolActionKind.Refuse:
                    Refused(action);
                    break;
                case PoolActionKind.Drained:
                    _drained++;
                    break;
                case PoolActionKind.Open or PoolActionKind.Ping or PoolActionKind.Close:
                    _underWay.Add(action);
                    break;
            }
        }

        _core.Actions.Clear();
        CheckCounts();
    }

    void Refused(PoolAction action)
    {
        Assert.True(_queue.Remove(action.Ticket!), "only who waits is refused, and once");
        if (action.Refusal == PoolRefusal.TimedOut)
            Assert.True(action.Ticket!.Deadline <= _now, "nobody is timed out early");
        if (action.Refusal == PoolRefusal.Closed)
            Assert.True(_closing);
    }

    void Serve(PoolTicket? ticket)
    {
        if (ticket is null)
            return;
        Assert.Same(_queue[0], ticket);
        _queue.RemoveAt(0);
        Take(ticket.Slot!, ticket.Version);
    }

    void Take(PoolSlot slot, int version)
    {
        Assert.False(_revoked, "nothing is handed out after an immediate end");
        Assert.DoesNotContain(_leases, lease => lease.Slot == slot);
        var connection = _connections[slot];
        Assert.True(connection.Usable, "a broken, dead or cleared connection was handed out");
        Assert.True(_limits.MaxLifetime == PoolLimits.Never || _now < connection.OpenedAt + _limits.MaxLifetime, "handed out past its lifetime");
        Assert.True(_limits.IdleTimeout == PoolLimits.Never || _now < connection.IdleSince + _limits.IdleTimeout, "handed out past its idle timeout");
        if (_limits.PingAfter != PoolLimits.Never)
        {
            Assert.True(
                connection.PingedAt == _now || connection.OpenedAt == _now || _now < connection.IdleSince + _limits.PingAfter,
                "handed out without a ping");
        }

        _leases.Add((slot, version));
    }

    void CheckCounts()
    {
        var opening = _slots.Count(slot => slot.State == PoolSlotState.Opening);
        Assert.InRange(_core.Open, 0, _limits.MaxOpen);
        Assert.Equal(_core.Open, _connections.Count + opening);
        Assert.InRange(_core.Idle, 0, _limits.MaxIdle);
        Assert.Equal(_leases.Count, _core.Leased);
        Assert.Equal(_queue.Count, _core.Waiting);
        Assert.Equal(_core.Open, _slots.Count(slot => slot.State != PoolSlotState.Free));
        Assert.Equal(_core.Coming, _slots.Count(slot => slot.State is PoolSlotState.Opening or PoolSlotState.Pinging));
        Assert.True(
            _core.Waiting <= _core.Coming || (_core.Open == _limits.MaxOpen && _core.Idle == 0),
            "somebody waits although a connection is idle or could be opened: lost wake-up");
    }

    sealed class Connection(long openedAt)
    {
        internal long OpenedAt { get; } = openedAt;

        internal long IdleSince { get; set; } = openedAt;

        internal long PingedAt { get; set; } = -1;

        internal bool Usable { get; set; } = true;
    }
}
