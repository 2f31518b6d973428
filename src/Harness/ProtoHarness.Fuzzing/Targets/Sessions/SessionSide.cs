namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>Which roles of the plugin take part in a fuzzed session. The other one is played from what it sent when nothing went wrong (<see cref="PlayedPeer"/>).</summary>
public enum SessionSide
{
    /// <summary>The plugin's server and its clients.</summary>
    Both,

    /// <summary>The plugin's server alone.</summary>
    Server,

    /// <summary>The plugin's clients alone.</summary>
    Client,
}
