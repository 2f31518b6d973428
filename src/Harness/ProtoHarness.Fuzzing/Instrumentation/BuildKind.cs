namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>What an instrumented copy of an assembly is for.</summary>
public enum BuildKind
{
    /// <summary>The hot loop: edge counters and guards.</summary>
    Coverage,

    /// <summary>Runs for new inputs only: the operands of comparisons, and guards.</summary>
    Trace,

    /// <summary>Runs for failures only: guards, and no optimisation, so that stack traces do not depend on inlining.</summary>
    Triage,
}
