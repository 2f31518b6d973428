namespace ProtoHarness.Testing.Findings;

/// <summary>The bug of a finding lives.</summary>
/// <param name="message">How.</param>
public sealed class FindingLivesException(string message) : Exception(message);
