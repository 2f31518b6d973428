using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Connections in memory.</summary>
sealed class MemoryPairTransport : IPairTransport
{
    /// <summary>Said of a role whose connection is open, and that neither reads nor writes.</summary>
    public const string WaitsElsewhere = "waits for nothing on its connection: for a lock, a channel, a timer or a task of its own";

    readonly Simulation.Simulation _simulation;
    readonly ISessionObserver _observer;
    readonly ConnectionKind _kind;
    readonly Action<int, ByteEnd> _accept;
    readonly MachineLimits _machine;
    readonly MemoryListener _listener;
    readonly List<MemoryLink> _links = [];

    public MemoryPairTransport(Simulation.Simulation simulation, ISessionObserver observer, ConnectionKind kind, MachineLimits machine, Action<int, ByteEnd> accept)
    {
        _simulation = simulation;
        _observer = observer;
        _kind = kind;
        _accept = accept;
        _machine = machine;
        _listener = new MemoryListener(simulation, machine);
    }

    public bool IsSimulated => true;

    public async ValueTask<ByteEnd> ConnectAsync(int number, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var link = new MemoryLink(_simulation, _observer, number, _kind);
        _links.Add(link);
        var toServer = _observer.Arm(number, Direction.ToServer, link, link.ToServer);
        var toClient = _observer.Arm(number, Direction.ToClient, link, link.ToClient);
        if (toServer.Refuse || toClient.Refuse)
        {
            throw new ConnectionResetException("The connection was refused.");
        }

        _observer.Observe(TraceKind.Open, number, isServer: false, default);
        await _listener.QueueAsync(() => Accept(link, toServer.CloseAtOnce || toClient.CloseAtOnce, toServer.Delay + toClient.Delay), cancellationToken).ConfigureAwait(false);
        return link.Client;
    }

    public IEnumerable<string> Waiting()
    {
        foreach (var link in _links)
        {
            if (link.Client.Waiting is { } client)
            {
                yield return $"C{link.Number} waits {client}; {Describe(link.ToClient)}";
            }

            if (link.Server.Waiting is { } server)
            {
                yield return $"S{link.Number} waits {server}; {Describe(link.ToServer)}";
            }
            else if (link.IsAccepted && !link.Server.IsClosed)
            {
                yield return $"S{link.Number} {WaitsElsewhere}{(link.Client.IsClosed ? ", and its client has gone" : "")}";
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static string Describe(FaultLine incoming) =>
        $"{incoming.Read} of {incoming.Written} bytes of its incoming direction were read{(incoming.EndRelease is null ? "" : ", which has ended")}";

    void Accept(MemoryLink link, bool closeAtOnce, TimeSpan delay)
    {
        if (closeAtOnce)
        {
            link.Server.Close();
            _machine.Release();
        }
        else if (delay > TimeSpan.Zero)
        {
            link.WakeAt(link.Now + delay.Ticks, link, _ => Hand(link));
        }
        else
        {
            _simulation.Enqueue(_ => Hand(link), null);
        }
    }

    void Hand(MemoryLink link)
    {
        link.IsAccepted = true;
        _observer.Observe(TraceKind.Accept, link.Number, isServer: true, default);
        _accept(link.Number, link.Server);
    }
}
