using ProtoHarness.Framing;

namespace ProtoHarness.Abstractions;

/// <summary>
/// What the two directions of a connection are made of: one frame after the other. It lets the harness name the field at an
/// offset, aim faults at frames, and know whether a stream ended inside one.
/// </summary>
/// <param name="ToServer">What a client sends; null when it is no sequence of one kind of frame.</param>
/// <param name="ToClient">What a server sends; null when it is no sequence of one kind of frame.</param>
public sealed record WireFormat(FrameCodec? ToServer, FrameCodec? ToClient);
