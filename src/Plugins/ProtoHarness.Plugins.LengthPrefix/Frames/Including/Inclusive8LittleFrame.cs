using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 8 bytes, little-endian, counting itself and the message.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = 16777215)]
public readonly partial record struct Inclusive8LittleFrame(
    [LengthOf(nameof(Message), Adjust = 8)] ulong Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Inclusive8LittleFrame>
{
    /// <inheritdoc/>
    public static Inclusive8LittleFrame Of(ReadOnlySequence<byte> message) => Create(message);
}
