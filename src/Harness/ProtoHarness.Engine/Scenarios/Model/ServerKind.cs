namespace ProtoHarness.Engine.Scenarios;

/// <summary>Who plays the server.</summary>
public enum ServerKind
{
    /// <summary>The plugin.</summary>
    Plugin,

    /// <summary>The script itself: its lines <c>S &gt;</c> and <c>S &lt;</c>.</summary>
    Script,

    /// <summary>A foreign program, started by a command line.</summary>
    Program,
}
