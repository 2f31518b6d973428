namespace ProtoHarness.Engine.Captures;

/// <summary>One thing that an end of a captured session did.</summary>
/// <param name="Time">When, since the session's first packet.</param>
/// <param name="IsClient">Whether the client did it.</param>
/// <param name="Kind">What.</param>
/// <param name="Bytes">The bytes that it sent; empty for an end.</param>
public readonly record struct CapturedEvent(TimeSpan Time, bool IsClient, CapturedEventKind Kind, ReadOnlyMemory<byte> Bytes);
