namespace ProtoHarness.Fuzzing;

/// <summary>A law of codecs or sessions does not hold for an input. Targets throw it for their own invariants too.</summary>
/// <param name="law">The law's name.</param>
/// <param name="detail">What was seen and what was expected.</param>
public sealed class LawViolationException(string law, string detail) : Exception($"{law}: {detail}")
{
    /// <summary>The law's name.</summary>
    public string Law { get; } = law;
}
