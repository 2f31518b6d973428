using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Transports;

/// <summary>A connection in memory: two directions with their faults, two ends.</summary>
sealed class MemoryLink : ILineControl
{
    /// <summary>The bytes that fit between a writer and its reader, as in a socket's buffers: 64 KiB.</summary>
    public const int Capacity = 64 * 1024;

    /// <summary>The bytes of datagrams that fit between a sender and its receiver; what finds no room is lost: 208 KiB, a usual socket buffer.</summary>
    public const int DatagramCapacity = 208 * 1024;

    public MemoryLink(Simulation.Simulation simulation, ISessionObserver observer, int number, ConnectionKind kind = ConnectionKind.Stream)
    {
        Kind = kind;
        ToServer = new FaultLine(kind);
        ToClient = new FaultLine(kind);
        Simulation = simulation;
        Observer = observer;
        Gate = observer.Gate;
        Number = number;
        Client = new MemoryEnd(this, isServer: false);
        Server = new MemoryEnd(this, isServer: true);
    }

    /// <summary>Held by whoever touches the directions: the session's, which each event takes as well. Only a role with threads of its own ever contends for it.</summary>
    public Lock Gate { get; }

    public Simulation.Simulation Simulation { get; }

    public ISessionObserver Observer { get; }

    public int Number { get; }

    public ConnectionKind Kind { get; }

    public FaultLine ToServer { get; }

    public FaultLine ToClient { get; }

    public MemoryEnd Client { get; }

    public MemoryEnd Server { get; }

    public bool IsReset { get; private set; }

    /// <summary>Whether the server's role has it: before that nobody is there who could wait.</summary>
    public bool IsAccepted { get; set; }

    public long Now => Simulation.Time.NowTicks;

    public void Reset()
    {
        if (Kind == ConnectionKind.Datagram)
        {
            // Datagrams know no reset: each end finds that nobody is there any more.
            Close();
            return;
        }

        IsReset = true;
        WakeAll();
    }

    public void Close()
    {
        ToServer.Cut(Now);
        ToClient.Cut(Now);
        WakeAll();
    }

    public void Silence()
    {
        ToServer.IsSilent = true;
        ToClient.IsSilent = true;
    }

    public bool JumpClock(TimeSpan by)
    {
        Simulation.Time.JumpWallClock(by);
        return true;
    }

    /// <summary>Calls back at a time; once, and harmless when nobody waits any more.</summary>
    public void WakeAt(long at, object state, Action<object?> wake)
    {
        ITimer? timer = null;
        timer = Simulation.Time.CreateTimerAt(
            _ =>
            {
                timer!.Dispose();
                wake(state);
            },
            at);
    }

    void WakeAll()
    {
        lock (Gate)
        {
            Client.QueueWakes();
            Server.QueueWakes();
        }
    }
}
