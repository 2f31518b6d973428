using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Connections in memory.</summary>
sealed class MemoryPairTransport : IPairTransport
{
    readonly Simulation.Simulation _simulation;
    readonly ISessionObserver _observer;
    readonly ConnectionKind _kind;
    readonly Action<int, ByteEnd> _accept;
    readonly MemoryListener? _listener;
    readonly List<MemoryLink> _links = [];

    public MemoryPairTransport(Simulation.Simulation simulation, ISessionObserver observer, ConnectionKind kind, MachineLimits machine, Action<int, ByteEnd> accept)
    {
        _simulation = simulation;
        _observer = observer;
        _kind = kind;
        _accept = accept;
        _listener = machine.LimitsAccepting ? new MemoryListener(simulation, machine) : null;
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
        if (toServer.CloseAtOnce || toClient.CloseAtOnce)
        {
            await link.Server.DisposeAsync().ConfigureAwait(false);
        }
        else if (_listener is not null)
        {
            await _listener.QueueAsync(() => Accept(link), cancellationToken).ConfigureAwait(false);
        }
        else if (toServer.Delay + toClient.Delay is var delay && delay > TimeSpan.Zero)
        {
            link.WakeAt(link.Now + delay.Ticks, link, _ => Accept(link));
        }
        else
        {
            _simulation.Enqueue(_ => Accept(link), null);
        }

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
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static string Describe(FaultLine incoming) =>
        $"{incoming.Read} of {incoming.Written} bytes of its incoming direction were read{(incoming.EndRelease is null ? "" : ", which has ended")}";

    void Accept(MemoryLink link)
    {
        _observer.Observe(TraceKind.Accept, link.Number, isServer: true, default);
        _accept(link.Number, link.Server);
    }
}
