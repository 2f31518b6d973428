using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 8 bytes, big-endian, counting the message alone.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 16777223)]
public readonly partial record struct Plain8Frame(
    [LengthOf(nameof(Message))] ulong Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Plain8Frame>
{
    /// <inheritdoc/>
    public static Plain8Frame Of(ReadOnlySequence<byte> message) => Create(message);
}
