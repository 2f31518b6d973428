namespace ProtoHarness.Engine.Loading;

/// <summary>How much a problem of a plugin file matters.</summary>
public enum PluginProblemSeverity
{
    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>It loads, and may fail later.</summary>
    Warning,

    /// <summary>It cannot be loaded.</summary>
    Error,
}
