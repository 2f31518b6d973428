namespace ProtoHarness.Fuzzing.Findings;

/// <summary>How an execution ended.</summary>
public enum OutcomeKind
{
    /// <summary>It returned.</summary>
    Completed,

    /// <summary>It threw an exception that the target allows.</summary>
    Refused,

    /// <summary>It threw another exception.</summary>
    Exception,

    /// <summary>It broke a law.</summary>
    Law,

    /// <summary>It took more steps, or more time, than its input justifies.</summary>
    Hang,

    /// <summary>It asked for more memory than it may have.</summary>
    Memory,

    /// <summary>It used up the stack.</summary>
    Stack,

    /// <summary>It killed its process.</summary>
    Death,
}
