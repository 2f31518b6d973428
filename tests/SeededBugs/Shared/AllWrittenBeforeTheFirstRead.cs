// breaks: session/completes
// class: pipelining clients that write everything before they read anything: right as long as it fits into the buffers
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>The client reads its first answer when it has sent its last question.</summary>
public sealed class AllWrittenBeforeTheFirstRead : IProtocolPlugin
{
    const int MaxMessage = 64 * 1024;

    static readonly Parameter<int> Messages = Parameter.Int("questions", "how many messages", 4, min: 1, max: 100, samples: [100]);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0, 5000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("all-written-before-the-first-read", "four bytes of length, then the message, echoed")
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
        var messages = new byte[context.Get(Messages)][];
        for (var i = 0; i < messages.Length; i++)
        {
            messages[i] = new byte[context.Get(Bytes)];
            context.Random.NextBytes(messages[i]);
            connection.Ledger.Sent("echo", messages[i]);
            await WriteAsync(connection, messages[i], context);
        }

        for (var i = 0; i < messages.Length; i++)
        {
            var answer = await ReadAsync(connection, context) ?? throw new EndOfStreamException("the server ended before its answer");
            context.Expect(answer.AsSpan().SequenceEqual(messages[i]), $"answer {i + 1} differs from the message");
            connection.Ledger.Received("echo", answer);
        }
    }

    static async Task WriteAsync(IConnection connection, byte[] message, RoleContext context)
    {
        var packet = new byte[4 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(packet, message.Length);
        message.CopyTo(packet, 4);
        await connection.Stream.WriteAsync(packet, context.Cancellation);
    }

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, RoleContext context)
    {
        var header = new byte[4];
        if (await connection.Stream.ReadAtLeastAsync(header, 4, throwOnEndOfStream: false, context.Cancellation) is var got and < 4)
        {
            return got == 0 ? null : throw new ProtocolException($"The stream ended after {got} of 4 bytes of a length.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(header);
        if (length is < 0 or > MaxMessage)
        {
            throw new ProtocolException($"A length of {length} is outside 0 to {MaxMessage}.");
        }

        var message = new byte[length];
        await connection.Stream.ReadExactlyAsync(message, context.Cancellation);
        return message;
    }
}
