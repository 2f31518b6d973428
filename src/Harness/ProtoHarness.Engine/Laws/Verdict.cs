namespace ProtoHarness.Engine.Laws;

/// <summary>What a law says of a case, from best to worst.</summary>
public enum Verdict
{
    /// <summary>The law holds.</summary>
    Pass,

    /// <summary>The law holds, but a stricter reading of it does not; a failure with <c>--strict</c>.</summary>
    NonStrict,

    /// <summary>The case says nothing here: a fault never fired, or the plugin lacks what it needs.</summary>
    Unsupported,

    /// <summary>The law was broken once, but not again when the case was replayed.</summary>
    Flaky,

    /// <summary>The law is broken.</summary>
    Fail,

    /// <summary>The harness itself could not run the case.</summary>
    HarnessError,
}
