// breaks: session/completes
// class: answers matched by order where they arrive in any
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>Two requests are worked on at once and answered in the order in which they finish, but matched in the order in which they were asked.</summary>
public sealed class WrongAnswerUnderReordering : IProtocolPlugin
{
    const int MaxMessage = 64 * 1024;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("wrong-answer-under-reordering", "four bytes of length, then the message, echoed")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages, Bytes);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var writing = new SemaphoreSlim(1);
        var working = new List<Task>();
        while (await ReadAsync(connection, context) is { } message)
        {
            connection.Ledger.Received("echo", message);
            working.Add(AnswerAsync(connection, message, writing, context));
        }

        await Task.WhenAll(working);
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var messages = Enumerable.Range(0, context.Get(Messages)).Select(i => new byte[] { (byte)i, (byte)context.Random.Next(256) }).ToList();
        foreach (var message in messages)
        {
            await WriteAsync(connection, message, context);
        }

        foreach (var message in messages)
        {
            var answer = await ReadAsync(connection, context) ?? throw new EndOfStreamException("the server ended before its answer");
            context.Expect(answer.AsSpan().SequenceEqual(message), $"the answer to message {message[0]} is that to message {(answer.Length > 0 ? answer[0] : -1)}");
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

    static async Task AnswerAsync(IConnection connection, byte[] message, SemaphoreSlim writing, RoleContext context)
    {
        await Task.Yield();
        await writing.WaitAsync(context.Cancellation);
        try
        {
            await WriteAsync(connection, message, context);
        }
        finally
        {
            writing.Release();
        }
    }}
