using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 3 bytes, big-endian, counting itself and the message.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 16777215)]
public readonly partial record struct Inclusive3Frame(
    [Width(3)] [LengthOf(nameof(Message), Adjust = 3)] uint Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Inclusive3Frame>
{
    /// <inheritdoc/>
    public static Inclusive3Frame Of(ReadOnlySequence<byte> message) => Create(message);
}
