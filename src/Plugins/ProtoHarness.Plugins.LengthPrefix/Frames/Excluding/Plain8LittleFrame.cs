using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 8 bytes, little-endian, counting the message alone.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = 16777223)]
public readonly partial record struct Plain8LittleFrame(
    [LengthOf(nameof(Message))] ulong Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Plain8LittleFrame>
{
    /// <inheritdoc/>
    public static Plain8LittleFrame Of(ReadOnlySequence<byte> message) => Create(message);
}
