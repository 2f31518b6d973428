using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>A message behind its length: 2 bytes, big-endian, counting itself and the message.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Message">The message.</param>
[Frame(ByteOrder.BigEndian, MaxLength = 65535)]
public readonly partial record struct Inclusive2Frame(
    [LengthOf(nameof(Message), Adjust = 2)] ushort Length,
    ReadOnlySequence<byte> Message) : IMessageFrame<Inclusive2Frame>
{
    /// <inheritdoc/>
    public static Inclusive2Frame Of(ReadOnlySequence<byte> message) => Create(message);
}
