namespace ProtoHarness.Engine.Scenarios;

/// <summary>What must hold at the end, or must not.</summary>
/// <param name="Subject"><c>outcome</c>, a role such as <c>C</c> or <c>S</c>, <c>state</c>, or what must never be: <c>deadlock</c>, <c>leak</c>, <c>crash</c>, <c>corruption</c>.</param>
/// <param name="Value">The outcome, or the state's text; empty where the subject says all.</param>
/// <param name="IsNever">Whether it must not hold.</param>
public sealed record Expectation(Named Subject, Named Value, bool IsNever)
{
    /// <summary>The line, as written.</summary>
    public required Statement Source { get; init; }
}
