using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>The eight bytes in front of every frame's payload (docs/wire/smux.md, section 1).</summary>
/// <param name="Version">1 or 2; the same on every frame of a connection, in both directions.</param>
/// <param name="Command">What the frame does.</param>
/// <param name="Length">The payload's length in bytes.</param>
/// <param name="StreamId">The stream; 0 for a keep-alive.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = EncodedLength)]
public readonly partial record struct SmuxHeader(byte Version, SmuxCommand Command, ushort Length, uint StreamId)
{
    /// <summary>The header's length in bytes.</summary>
    public const int EncodedLength = 8;
}
