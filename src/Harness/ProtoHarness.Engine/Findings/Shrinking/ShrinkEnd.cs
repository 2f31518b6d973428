namespace ProtoHarness.Engine.Findings;

/// <summary>Why a shrink stopped.</summary>
public enum ShrinkEnd
{
    /// <summary>Nothing that it knows makes the finding smaller.</summary>
    Minimal,

    /// <summary>The budget of runs or time ended; the finding may be made smaller still.</summary>
    Budget,

    /// <summary>It was cancelled; the finding is the smallest one so far.</summary>
    Cancelled,

    /// <summary>The finding did not fail when it was run; it is what it was.</summary>
    DoesNotFail,
}
