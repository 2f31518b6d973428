using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 4 bytes, little-endian, counting the message alone.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = 16777219)]
public readonly partial record struct Plain4LittleFrame(
    [LengthOf(nameof(Message))] uint Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Plain4LittleFrame>
{
    /// <inheritdoc/>
    public static Plain4LittleFrame Of(ReadOnlySequence<byte> message) => Create(message);
}
