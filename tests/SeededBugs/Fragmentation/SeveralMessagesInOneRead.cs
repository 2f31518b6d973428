// breaks: session/benign
// class: httptools#21, libhv#738: what follows the first message of a read is lost
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>Whatever a read brings beyond the first message is thrown away.</summary>
public sealed class SeveralMessagesInOneRead : IProtocolPlugin
{
    const int MaxMessage = 64 * 1024;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("several-messages-in-one-read", "four bytes of length, then the message, echoed")
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
        var messages = Enumerable.Range(0, context.Get(Messages)).Select(_ => new byte[context.Random.Next(1, Math.Max(2, context.Get(Bytes)))]).ToList();
        foreach (var message in messages)
        {
            context.Random.NextBytes(message);
            connection.Ledger.Sent("echo", message);
            await WriteAsync(connection, message, context);
            await Task.Delay(TimeSpan.FromMilliseconds(1), context.Time, context.Cancellation);
        }

        await connection.CompleteOutputAsync(context.Cancellation);
        foreach (var message in messages)
        {
            var answer = await ReadWholeAsync(connection, context) ?? throw new EndOfStreamException("the server ended before its answer");
            context.Expect(answer.AsSpan().SequenceEqual(message), "an answer differs from its message");
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
        var buffer = new byte[4 + MaxMessage];
        var read = 0;
        while (true)
        {
            var more = await connection.Stream.ReadAsync(buffer.AsMemory(read), context.Cancellation);
            if (more == 0)
            {
                return read == 0 ? null : throw new EndOfStreamException("the message is missing");
            }

            read += more;
            if (read >= 4 && BinaryPrimitives.ReadInt32BigEndian(buffer) is var length && (length is < 0 or > MaxMessage || read >= 4 + length))
            {
                return length is < 0 or > MaxMessage ? throw new ProtocolException($"A length of {length} is outside 0 to {MaxMessage}.") : buffer[4..(4 + length)];
            }
        }
    }

    static async Task<byte[]?> ReadWholeAsync(IConnection connection, RoleContext context)
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
    }}
