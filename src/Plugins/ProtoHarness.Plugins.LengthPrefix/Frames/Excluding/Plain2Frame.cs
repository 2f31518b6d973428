using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 2 bytes, big-endian, counting the message alone.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 65537)]
public readonly partial record struct Plain2Frame(
    [LengthOf(nameof(Message))] ushort Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Plain2Frame>
{
    /// <inheritdoc/>
    public static Plain2Frame Of(ReadOnlySequence<byte> message) => Create(message);
}
