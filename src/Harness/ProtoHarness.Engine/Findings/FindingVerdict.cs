using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Findings;

/// <summary>What a law said of one run.</summary>
/// <param name="Failure">How the law is broken; null when it is not.</param>
/// <param name="Result">The session; null for a codec.</param>
/// <param name="Unsupported">Why the run says nothing, such as a fault that never fired, or no more than that a stricter law would be broken; null when it does.</param>
public sealed record FindingVerdict(string? Failure, SessionResult? Result = null, string? Unsupported = null);
