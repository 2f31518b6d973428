// breaks: session/hostile
// class: a span of time from the peer, given to a timer as it came
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>The client says how many seconds the server shall wait for the next message, and may say a negative number.</summary>
public sealed class PeersTimeoutTrusted : IProtocolPlugin
{
    const int MaxMessage = 64 * 1024;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("peers-timeout-trusted", "four bytes of seconds until the next message, four of length, then the message, echoed")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages, Bytes);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var idle = context.Time.CreateTimer(_ => connection.Abort(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (await ReadAsync(connection, context, seconds => idle.Change(TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan)) is { } message)
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
            var answer = await ReadAsync(connection, context, _ => { }) ?? throw new EndOfStreamException("the server ended before its answer");
            context.Expect(answer.AsSpan().SequenceEqual(message), $"answer {i + 1} differs from the message");
            connection.Ledger.Received("echo", answer);
        }
    }

    static async Task WriteAsync(IConnection connection, byte[] message, RoleContext context)
    {
        var packet = new byte[8 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(packet, 30);
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(4), message.Length);
        message.CopyTo(packet, 8);
        await connection.Stream.WriteAsync(packet, context.Cancellation);
    }

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, RoleContext context, Action<int> wait)
    {
        var header = new byte[8];
        if (await connection.Stream.ReadAtLeastAsync(header, 8, throwOnEndOfStream: false, context.Cancellation) is var got and < 8)
        {
            return got == 0 ? null : throw new ProtocolException($"The stream ended after {got} of 8 bytes of a header.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        if (length is < 0 or > MaxMessage)
        {
            throw new ProtocolException($"A length of {length} is outside 0 to {MaxMessage}.");
        }

        var message = new byte[length];
        await connection.Stream.ReadExactlyAsync(message, context.Cancellation);
        wait(BinaryPrimitives.ReadInt32BigEndian(header));
        return message;
    }
}
