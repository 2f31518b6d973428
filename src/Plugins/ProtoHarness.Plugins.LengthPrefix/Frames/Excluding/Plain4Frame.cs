using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 4 bytes, big-endian, counting the message alone.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 16777219)]
public readonly partial record struct Plain4Frame(
    [LengthOf(nameof(Message))] uint Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Plain4Frame>
{
    /// <inheritdoc/>
    public static Plain4Frame Of(ReadOnlySequence<byte> message) => Create(message);
}
