namespace ProtoHarness.Framing;

/// <summary>A named value of an enum field.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="Value">The value, as raw bits.</param>
public sealed record NamedValue(string Name, ulong Value);
