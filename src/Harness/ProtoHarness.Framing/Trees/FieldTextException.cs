namespace ProtoHarness.Framing;

/// <summary>A field cannot be set from text.</summary>
/// <param name="error">Where and why.</param>
public sealed class FieldTextException(FieldTextError error) : FormatException(error?.ToString())
{
    /// <summary>Where and why.</summary>
    public FieldTextError Error { get; } = error ?? throw new ArgumentNullException(nameof(error));
}
