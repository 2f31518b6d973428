namespace ProtoHarness.Engine.Sessions;

/// <summary>What is wrong with a flow.</summary>
public enum FlowProblemKind
{
    /// <summary>What was received is no prefix of what was sent.</summary>
    NotAPrefix,

    /// <summary>The receiver was told that all is there, but something is missing.</summary>
    EndedShort,

    /// <summary>Both ends completed, but not everything sent was received.</summary>
    Incomplete,
}
