namespace ProtoHarness.Abstractions;

/// <summary>A conversation got something else than it must. Always a finding.</summary>
/// <param name="message">What is wrong.</param>
public sealed class ExpectationException(string message) : Exception(message);
