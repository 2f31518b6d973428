using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Isolation;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Checks;

/// <summary>How a plugin is checked.</summary>
public sealed record CheckOptions
{
    /// <summary>The seed of everything random.</summary>
    public Seed Seed { get; init; } = new(1);

    /// <summary>How many cases, as a factor on the usual number. Setting: <c>--effort</c>.</summary>
    public double Effort { get; init; } = 1;

    /// <summary>How many sessions are run at once in memory; three times as many over sockets, unless it is one, because those wait. Setting: <c>--jobs</c>.</summary>
    public int Jobs { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>How long the whole check may take; null: as long as it takes. Setting: <c>--time</c>.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Only laws and subjects whose id starts so: <c>length-prefix/session/split</c>. Setting: <c>--filter</c>.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Which part of the work is done here, from 1, and of how many. Setting: <c>--shard I/N</c>.</summary>
    public (int Index, int Count) Shard { get; init; } = (1, 1);

    /// <summary>Values of the plugin's options, as they are written. Setting: <c>--set NAME=VALUE</c>.</summary>
    public IReadOnlyList<(string Name, string Value)> Set { get; init; } = [];

    /// <summary>Whether sessions are run over sockets (tcp, udp) too.</summary>
    public bool OverTcp { get; init; } = true;

    /// <summary>Sockets other than the usual ones: tls, unix; null: tcp, or udp for datagrams. Setting: <c>--on</c>.</summary>
    public TransportKind? Sockets { get; init; }

    /// <summary>Draws the faults of all sessions, and nothing else is checked; null: each law chooses its own. Setting: <c>--profile</c>.</summary>
    public FaultProfile? Profile { get; init; }

    /// <summary>How long one step of a role may take, in real time, before it is said to block its thread. Setting: <c>limits.blocked</c>.</summary>
    public TimeSpan Blocked { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Makes a finding of each failure, with this much effort for each law; null: none.</summary>
    public MakeOptions? Findings { get; init; }

    /// <summary>Where it is written down which case is run, for a supervising process; null: nowhere.</summary>
    public CaseJournal? Journal { get; init; }

    /// <summary>Where earlier processes of the same check ended; these parts are not run, they have failed.</summary>
    public IReadOnlyList<Death> Deaths { get; init; } = [];

    /// <summary>The limits of each session.</summary>
    public SessionLimits Limits { get; init; } = new();
}
