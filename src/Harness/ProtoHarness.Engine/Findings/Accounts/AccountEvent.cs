namespace ProtoHarness.Engine.Findings;

/// <summary>One thing that happened, in order.</summary>
/// <param name="Time">When, in the session's time, such as <c>+1.5ms</c>; empty for a gap.</param>
/// <param name="Role">Where: <c>C1</c>, <c>S1</c>; empty for a gap.</param>
/// <param name="Text">What, with the frames that were written.</param>
public sealed record AccountEvent(string Time, string Role, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Role.Length == 0 ? Text : $"{Time} {Role} {Text}";
}
