using System.Net;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Proxies;

/// <summary>What a proxy does with the connections that it carries.</summary>
public sealed record ProxyOptions
{
    /// <summary>Where it listens; port 0 lets the system choose.</summary>
    public required IPEndPoint Listen { get; init; }

    /// <summary>Where it connects to for each connection that it accepts.</summary>
    public required EndPoint Target { get; init; }

    /// <summary>Faults on every connection that they name; <c>C</c> is who connects to the proxy, <c>S</c> is the target.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>Faults that are drawn for each connection, behind the others; null: none.</summary>
    public FaultProfile? Profile { get; init; }

    /// <summary>Where all randomness comes from: the same connection, in the order of acceptance, gets the same faults.</summary>
    public Seed Seed { get; init; } = new(1);

    /// <summary>What the directions are made of, for faults that ask for frames; null when it is not known.</summary>
    public WireFormat? Wire { get; init; }

    /// <summary>Connections at once; more wait in the listener's backlog. Setting: <c>--connections</c>.</summary>
    public int MaxConnections { get; init; } = 1024;

    /// <summary>How long connecting to the target may take. Setting: <c>--connect-timeout</c>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
