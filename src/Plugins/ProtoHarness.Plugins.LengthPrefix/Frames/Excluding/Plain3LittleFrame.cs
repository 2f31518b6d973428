using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 3 bytes, little-endian, counting the message alone.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = 16777218)]
public readonly partial record struct Plain3LittleFrame(
    [Width(3)] [LengthOf(nameof(Message))] uint Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Plain3LittleFrame>
{
    /// <inheritdoc/>
    public static Plain3LittleFrame Of(ReadOnlySequence<byte> message) => Create(message);
}
