// breaks: session/leaks
// class: a table of those that have greeted, from which only those are removed that end well
using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace SeededBugs;

/// <summary>Whoever has said a long greeting is put into a table, for a broadcast to come, and stays there when the connection is lost: most of what a client says is its greeting.</summary>
public sealed class GreetedConnectionsKept : IProtocolPlugin
{
    const int MaxMessage = 64 * 1024;
    const int GreetingBytes = 4096;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("greeted-connections-kept", "a greeting, then messages, each behind four bytes of length, echoed")
        .Service("echo", "sends every message back", _ => new Server())
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages, Bytes);

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        await WriteAsync(connection, new byte[GreetingBytes], context);
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

    sealed class Server : IProtocolServer
    {
        readonly ConcurrentDictionary<int, Stream> _connections = new();
        int _last;

        public async Task ServeAsync(IConnection connection, RoleContext context)
        {
            if (await ReadAsync(connection, context) is not { Length: GreetingBytes })
            {
                throw new ProtocolException("There was no greeting.");
            }

            var number = Interlocked.Increment(ref _last);
            _connections[number] = connection.Stream;
            while (await ReadAsync(connection, context) is { } message)
            {
                connection.Ledger.Received("echo", message);
                connection.Ledger.Sent("echo", message);
                await WriteAsync(connection, message, context);
            }

            _connections.TryRemove(number, out _);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
