using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>A script that was read and checked against its plugin.</summary>
/// <param name="Case">The script.</param>
/// <param name="Scenario">What it says.</param>
/// <param name="Bound">What can be run; null when there are mistakes.</param>
/// <param name="PluginHash">SHA-256 of the plugin's file; empty when it has none.</param>
/// <param name="Errors">The mistakes; empty when there are none.</param>
public sealed record LoadedCase(SuiteCase Case, Scenario Scenario, BoundScenario? Bound, string PluginHash, IReadOnlyList<ScriptError> Errors)
{
    /// <summary>Why it cannot run on the transport that was asked for, though it has no mistakes; null when it can.</summary>
    public string? Unfit { get; init; }

    /// <summary>Whether it runs over sockets, in real time.</summary>
    public bool UsesSockets => Bound?.Spec is { Transport: not TransportKind.Memory };
}
