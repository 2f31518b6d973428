namespace ProtoHarness.Fuzzing.Instrumentation;

/// <summary>An assembly cannot be instrumented; the message says why and what to do.</summary>
/// <param name="assembly">The assembly's name or file.</param>
/// <param name="reason">The reason, in words.</param>
public sealed class InstrumentationRefusedException(string assembly, string reason)
    : Exception($"{assembly} cannot be instrumented: {reason}")
{
    /// <summary>The reason, without the assembly.</summary>
    public string Reason { get; } = reason;
}
