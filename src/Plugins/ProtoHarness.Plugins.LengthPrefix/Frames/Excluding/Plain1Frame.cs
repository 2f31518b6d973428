using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 1 byte, counting the message alone.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 256)]
public readonly partial record struct Plain1Frame(
    [LengthOf(nameof(Message))] byte Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Plain1Frame>
{
    /// <inheritdoc/>
    public static Plain1Frame Of(ReadOnlySequence<byte> message) => Create(message);
}
