using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 3 bytes, big-endian, counting the message alone.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 16777218)]
public readonly partial record struct Plain3Frame(
    [Width(3)] [LengthOf(nameof(Message))] uint Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Plain3Frame>
{
    /// <inheritdoc/>
    public static Plain3Frame Of(ReadOnlySequence<byte> message) => Create(message);
}
