using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>How scripts are run.</summary>
public sealed record SuiteOptions
{
    /// <summary>The seed of scripts that have none. Setting: <c>--seed</c>.</summary>
    public Seed Seed { get; init; } = new(1);

    /// <summary>Under how many seeds each script is run at least. Setting: <c>--seeds</c>.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>What connects the roles of every script that fits, whatever it says itself; null: what each says. Findings stay where they were found. Setting: <c>--on</c>.</summary>
    public TransportKind? On { get; init; }

    /// <summary>The limits of every session where a script says nothing of them; null: the usual ones. Findings keep theirs. Setting: <c>--limit</c>.</summary>
    public SessionLimits? Limits { get; init; }

    /// <summary>How many scripts run at once in memory; those on sockets run alone. Setting: <c>--jobs</c>.</summary>
    public int Jobs { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>How long one step of a role may take, in real time, before it is said to block its thread. Setting: <c>limits.blocked</c>.</summary>
    public TimeSpan Blocked { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the events of each run are kept, with their bytes: for captures. Setting: <c>--pcap</c>.</summary>
    public bool KeepTrace { get; init; }

    /// <summary>The clock for <see cref="Blocked"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
