namespace ProtoHarness.Engine.Findings;

/// <summary>How much is done with one failure before it is reported.</summary>
public sealed record MakeOptions
{
    /// <summary>How often it is replayed.</summary>
    public int Replays { get; init; } = 3;

    /// <summary>The most runs for making it smaller; 0: it stays as it is.</summary>
    public int ShrinkRuns { get; init; } = 500;

    /// <summary>The most real time for all of it; it is looked at between two runs.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long one step of a role may take, in real time, where a failure over sockets is tried in memory. Setting: <c>limits.blocked</c>.</summary>
    public TimeSpan Blocked { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>SHA-256 of the plugin's file, hexadecimal; empty when it has none.</summary>
    public string PluginHash { get; init; } = "";

    /// <summary>The clock for <see cref="Time"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
