// breaks: session/hostile
// class: WebSocket libraries: the rarely used 64-bit length is the one that nobody checks
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>A length of eight bytes, which its own client never needs, is believed.</summary>
public sealed class WideLengthTrusted : IProtocolPlugin
{
    const int MaxMessage = 126;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("wide-length-trusted", "a byte of length, or 127 and eight bytes of it, then the message, echoed")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages, Bytes);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadAsync(connection, context) is { } message)
        {
            connection.Ledger.Received("echo", message);
            connection.Ledger.Sent("echo", message);
            await WriteAsync(connection, message, context);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[context.Random.Next(context.Get(Bytes) + 1)];
            context.Random.NextBytes(message);
            connection.Ledger.Sent("echo", message);
            await WriteAsync(connection, message, context);
            var answer = await ReadAsync(connection, context) ?? throw new EndOfStreamException("the server ended before its answer");
            context.Expect(answer.AsSpan().SequenceEqual(message), $"answer {i + 1} differs from the message");
            connection.Ledger.Received("echo", answer);
        }
    }

    static async Task WriteAsync(IConnection connection, byte[] message, RoleContext context)
    {
        byte[] packet = [(byte)message.Length, .. message];
        await connection.Stream.WriteAsync(packet, context.Cancellation);
    }

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, RoleContext context)
    {
        const byte Wide = 127;
        var header = new byte[1];
        if (await connection.Stream.ReadAsync(header, context.Cancellation) == 0)
        {
            return null;
        }

        if (header[0] > Wide)
        {
            throw new ProtocolException($"A length cannot begin with {header[0]}.");
        }

        var length = (ulong)header[0];
        if (length == Wide)
        {
            var wide = new byte[sizeof(ulong)];
            await connection.Stream.ReadExactlyAsync(wide, context.Cancellation);
            length = BinaryPrimitives.ReadUInt64BigEndian(wide);
        }

        if (length > int.MaxValue)
        {
            throw new ProtocolException($"A length of {length} is too large.");
        }

        var message = new byte[(int)length];
        await connection.Stream.ReadExactlyAsync(message, context.Cancellation);
        return message;
    }
}
