using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>The payload of UPD (docs/wire/smux.md, section 4): absolute values, so that a later one replaces an earlier one.</summary>
/// <param name="Consumed">All that the receiver's application has read of the stream, in bytes, modulo 2^32.</param>
/// <param name="Window">How many bytes may be under way beyond that. From 2^31 up it is no window.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = EncodedLength)]
public readonly partial record struct SmuxUpdate(uint Consumed, uint Window)
{
    /// <summary>The payload's length in bytes.</summary>
    public const int EncodedLength = 8;
}
