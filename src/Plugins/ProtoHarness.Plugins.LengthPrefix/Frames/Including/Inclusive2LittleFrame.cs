using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 2 bytes, little-endian, counting itself and the message.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = 65535)]
public readonly partial record struct Inclusive2LittleFrame(
    [LengthOf(nameof(Message), Adjust = 2)] ushort Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Inclusive2LittleFrame>
{
    /// <inheritdoc/>
    public static Inclusive2LittleFrame Of(ReadOnlySequence<byte> message) => Create(message);
}
