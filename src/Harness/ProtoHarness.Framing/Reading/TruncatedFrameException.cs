namespace ProtoHarness.Framing;

/// <summary>The stream ended inside a frame. This is never a normal end.</summary>
/// <param name="frame">The frame's name.</param>
/// <param name="available">How many bytes of the frame were there.</param>
/// <param name="missing">How many more were needed at least; 0 when unknown.</param>
/// <param name="position">Where the frame starts, in bytes from the start of the stream.</param>
public sealed class TruncatedFrameException(string frame, long available, long missing = 0, long position = 0)
    : ProtocolException("")
{
    /// <inheritdoc/>
    /// <remarks>Made when it is asked for: most streams that were cut are never asked about.</remarks>
    public override string Message => field ??= $"the stream ended inside {Frame} at byte {Position}: {Available} bytes of it were there"
        + (Missing > 0 ? $", at least {Missing} more were needed" : "");

    /// <summary>The frame's name.</summary>
    public string Frame { get; } = frame;

    /// <summary>How many bytes of the frame were there.</summary>
    public long Available { get; } = available;

    /// <summary>How many more were needed at least; 0 when unknown.</summary>
    public long Missing { get; } = missing;

    /// <summary>Where the frame starts, in bytes from the start of the stream.</summary>
    public long Position { get; } = position;
}
