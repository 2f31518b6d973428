using System.Net.Sockets;

namespace ProtoHarness.Engine.Faults;

/// <summary>
/// What the machine has to give to the connections of one session: places in the listener's queue, handles, ports. Without faults as much as is asked for.
/// Safe for several threads.
/// </summary>
/// <param name="time">The session's clock.</param>
sealed class MachineLimits(TimeProvider time)
{
    /// <summary>The places in a listener's queue without a fault.</summary>
    const int UsualBacklog = 512;

    readonly Lock _gate = new();
    readonly List<MachineStage> _stages = [];
    readonly List<TimeSpan> _toCome = [];
    readonly List<ITimer> _timers = [];
    int _tried;
    int _open;
    int _underway;
    int _serving;
    int _deaf;

    /// <summary>A connection may be accepted that could not be before.</summary>
    public event Action? Freed;

    /// <summary>The places in the listener's queue.</summary>
    public int Backlog
    {
        get
        {
            lock (_gate)
            {
                return Least(MachineLimit.Backlog, UsualBacklog);
            }
        }
    }

    /// <summary>Puts on one more limit.</summary>
    /// <param name="stage">The limit.</param>
    public void Add(MachineStage stage)
    {
        lock (_gate)
        {
            _stages.Add(stage);
            if (stage.Time > TimeSpan.Zero)
            {
                _deaf++;
                _toCome.Add(stage.Time);
            }
        }
    }

    /// <summary>A client opens a connection.</summary>
    /// <exception cref="SocketException">The machine has no handle, or no port, for it.</exception>
    public void Open()
    {
        lock (_gate)
        {
            _tried++;
            if (_stages.Count == 0)
            {
                _open++;
                _underway++;
                return;
            }

            Refuse(MachineLimit.Ports, stage => stage.Count == _tried, SocketError.AddressNotAvailable);
            Refuse(MachineLimit.Connecting, stage => _open >= stage.Count, SocketError.TooManyOpenSockets);
            _open++;
            _underway++;

            // Nobody is missed before somebody comes: the time in which nobody accepts begins here.
            _timers.AddRange(_toCome.Select(span => time.CreateTimer(_ => Hear(), null, span, Timeout.InfiniteTimeSpan)));
            _toCome.Clear();
            Fire(MachineLimit.Backlog, stage => _deaf > 0 && _underway - _serving > stage.Count);
            Fire(MachineLimit.Accepting, stage => _underway > stage.Count);
        }
    }

    /// <summary>A client has let go of a connection.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _open--;
        }
    }

    /// <summary>A client did not get the connection that it opened, and no server will.</summary>
    public void Fail()
    {
        lock (_gate)
        {
            _open--;
            _underway--;
        }
    }

    /// <summary>Takes a handle for the next connection, if there is one and somebody accepts.</summary>
    /// <returns>Whether the connection may be accepted.</returns>
    public bool TryAccept()
    {
        lock (_gate)
        {
            if (_deaf > 0 || _serving >= Least(MachineLimit.Accepting, int.MaxValue))
            {
                return false;
            }

            _serving++;
            return true;
        }
    }

    /// <summary>The server has let go of a connection.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _serving--;
            _underway--;
        }

        Freed?.Invoke();
    }

    /// <summary>Told by the timer, and not by a look at the clock: a timer may be early by what the clock is late.</summary>
    void Hear()
    {
        lock (_gate)
        {
            _deaf--;
        }

        Freed?.Invoke();
    }

    int Least(MachineLimit limit, int usual) => _stages.Count == 0 ? usual : _stages.Where(stage => stage.Limit == limit).Select(stage => stage.Count).DefaultIfEmpty(usual).Min();

    bool Fire(MachineLimit limit, Predicate<MachineStage> hit)
    {
        var fired = _stages.FindAll(stage => stage.Limit == limit && hit(stage));
        fired.ForEach(stage => stage.Fire());
        return fired.Count > 0;
    }

    void Refuse(MachineLimit limit, Predicate<MachineStage> hit, SocketError error)
    {
        if (Fire(limit, hit))
        {
            throw new SocketException((int)error);
        }
    }
}
