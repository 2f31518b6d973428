// breaks: session/completes
// class: a number that is cut to one byte on its way back: the 257th request is answered as the first
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>A request has a number of two bytes, of which the answer brings one back.</summary>
public sealed class NumberCutToAByte : IProtocolPlugin
{
    const int MaxMessage = ushort.MaxValue;

    static readonly Parameter<int> Messages = Parameter.Int("requests", "how many requests", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("number-cut-to-a-byte", "two bytes of number, two of length, then the message, echoed")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages, Bytes);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadAsync(connection, context) is var (number, message))
        {
            await WriteAsync(connection, (byte)number, message, context);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (ushort i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[context.Random.Next(context.Get(Bytes) + 1)];
            context.Random.NextBytes(message);
            await WriteAsync(connection, i, message, context);
            var (number, answer) = await ReadAsync(connection, context) ?? throw new EndOfStreamException("the server ended before its answer");
            context.Expect(number == i, $"the answer to {i} has the number {number}");
            context.Expect(answer.AsSpan().SequenceEqual(message), $"answer {i} differs from the message");
        }
    }

    static async Task WriteAsync(IConnection connection, ushort number, byte[] message, RoleContext context)
    {
        var packet = new byte[4 + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(packet, number);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)message.Length);
        message.CopyTo(packet, 4);
        await connection.Stream.WriteAsync(packet, context.Cancellation);
    }

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<(ushort Number, byte[] Message)?> ReadAsync(IConnection connection, RoleContext context)
    {
        var header = new byte[4];
        if (await connection.Stream.ReadAtLeastAsync(header, 4, throwOnEndOfStream: false, context.Cancellation) is var got and < 4)
        {
            return got == 0 ? null : throw new ProtocolException($"The stream ended after {got} of 4 bytes of a header.");
        }

        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(2))];
        await connection.Stream.ReadExactlyAsync(message, context.Cancellation);
        return (BinaryPrimitives.ReadUInt16BigEndian(header), message);
    }
}
