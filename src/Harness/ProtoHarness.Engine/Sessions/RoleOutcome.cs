namespace ProtoHarness.Engine.Sessions;

/// <summary>How a role ended.</summary>
public enum RoleOutcome
{
    /// <summary>It returned.</summary>
    Completed,

    /// <summary>It refused cleanly: a protocol error, a lost connection, a cancellation, a timeout.</summary>
    Refused,

    /// <summary>It threw what no role may throw.</summary>
    Failed,

    /// <summary>A conversation got something else than it must.</summary>
    Unexpected,

    /// <summary>It did not end.</summary>
    Unfinished,
}
