using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 1 byte, counting itself and the message.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 255)]
public readonly partial record struct Inclusive1Frame(
    [LengthOf(nameof(Message), Adjust = 1)] byte Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Inclusive1Frame>
{
    /// <inheritdoc/>
    public static Inclusive1Frame Of(ReadOnlySequence<byte> message) => Create(message);
}
