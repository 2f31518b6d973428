using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 2 bytes, little-endian, counting the message alone.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.LittleEndian, MaxLength = 65537)]
public readonly partial record struct Plain2LittleFrame(
    [LengthOf(nameof(Message))] ushort Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Plain2LittleFrame>
{
    /// <inheritdoc/>
    public static Plain2LittleFrame Of(ReadOnlySequence<byte> message) => Create(message);
}
