namespace ProtoHarness.Framing;

/// <summary>A frame cannot be written as it is: a mistake of the caller, not of the peer.</summary>
/// <param name="error">The field and the reason.</param>
public sealed class FrameEncodingException(FrameError error) : Exception(error?.ToString())
{
    /// <summary>The field and the reason.</summary>
    public FrameError Error { get; } = error ?? throw new ArgumentNullException(nameof(error));
}
