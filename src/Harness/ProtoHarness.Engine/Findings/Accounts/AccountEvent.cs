namespace ProtoHarness.Engine.Findings;

/// <summary>One thing that happened, in order.</summary>
/// <param name="Time">When, in the session's time, such as <c>+1.5ms</c>; empty for a gap.</param>
/// <param name="Role">Where: <c>C1</c>, <c>S1</c>; empty for a gap, and for a fault that strikes.</param>
/// <param name="Text">What, with the frames that were written.</param>
public sealed record AccountEvent(string Time, string Role, string Text)
{
    /// <summary>Whether a fault strikes here.</summary>
    public bool IsFault => Role.Length == 0 && Time.Length > 0;

    /// <inheritdoc/>
    public override string ToString() => Role.Length == 0 ? $"{Time} {Text}".TrimStart() : $"{Time} {Role} {Text}";
}
