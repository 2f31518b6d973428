namespace ProtoHarness.Engine.Laws;

/// <summary>What a law says of one case, and why.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Message">Why, in words; empty when the law holds.</param>
public sealed record Judgement(Verdict Verdict, string Message)
{
    /// <summary>The law holds.</summary>
    public static Judgement Pass { get; } = new(Verdict.Pass, "");

    /// <summary>The law is broken.</summary>
    /// <param name="message">How.</param>
    /// <returns>The judgement.</returns>
    public static Judgement Fail(string message) => new(Verdict.Fail, message);

    /// <summary>The case says nothing here.</summary>
    /// <param name="message">Why not.</param>
    /// <returns>The judgement.</returns>
    public static Judgement Unsupported(string message) => new(Verdict.Unsupported, message);
}
