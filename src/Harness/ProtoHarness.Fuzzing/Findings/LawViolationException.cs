namespace ProtoHarness.Fuzzing;

/// <summary>A law of codecs or sessions does not hold for an input. Targets throw it for their own invariants too.</summary>
/// <param name="law">The law's name.</param>
/// <param name="detail">What was seen and what was expected.</param>
/// <param name="cause">What a role threw, when that is what broke the law; it tells one violation from another.</param>
public sealed class LawViolationException(string law, string detail, Exception? cause = null) : Exception($"{law}: {detail}", cause)
{
    /// <summary>The law's name.</summary>
    public string Law { get; } = law;

    /// <summary>What was seen and what was expected.</summary>
    public string Detail { get; } = detail;
}
