namespace ProtoHarness.Framing;

/// <summary>The peer sent what no frame starts with.</summary>
/// <param name="error">The field and the reason.</param>
/// <param name="offset">Where the offending field starts, in bytes from the start of the frame.</param>
/// <param name="position">Where the frame starts, in bytes from the start of the stream.</param>
public sealed class MalformedFrameException(FrameError error, long offset, long position = 0)
    : ProtocolException("")
{
    /// <inheritdoc/>
    /// <remarks>Made when it is asked for: most refusals of hostile bytes are never read by anybody.</remarks>
    public override string Message => field ??= $"malformed frame at byte {Position}, offset {Offset}: {Error}";

    /// <summary>The field and the reason.</summary>
    public FrameError Error { get; } = error ?? throw new ArgumentNullException(nameof(error));

    /// <summary>Where the offending field starts, in bytes from the start of the frame.</summary>
    public long Offset { get; } = offset;

    /// <summary>Where the frame starts, in bytes from the start of the stream.</summary>
    public long Position { get; } = position;
}
