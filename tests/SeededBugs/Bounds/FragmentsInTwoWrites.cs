// breaks: session/hostile
// class: servers that limit each fragment, and not what all of them come to, in a protocol whose heads are written apart from what follows them
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>A fragment has 4 KiB at most, and a message any number of them.</summary>
public sealed class FragmentsInTwoWrites : IProtocolPlugin
{
    const int MaxFragment = 4 * 1024, More = 1;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: 64 * 1024, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("fragments-in-two-writes", "messages in fragments: a byte of flags, four of length, then so many; echoed")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("fragments", "one message out, the same one back", TalkAsync, Messages, Bytes);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadAsync(connection, context) is { } message)
        {
            await WriteAsync(connection, message, context);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[context.Get(Bytes)];
            context.Random.NextBytes(message);
            await WriteAsync(connection, message, context);
            var answer = await ReadAsync(connection, context) ?? throw new EndOfStreamException("the server ended before its answer");
            context.Expect(answer.AsSpan().SequenceEqual(message), $"answer {i + 1} differs from the message");
        }
    }

    static async Task WriteAsync(IConnection connection, byte[] message, RoleContext context)
    {
        for (var at = 0; at == 0 || at < message.Length; at += MaxFragment)
        {
            var length = Math.Min(MaxFragment, message.Length - at);
            var head = new byte[5];
            head[0] = (byte)(at + length < message.Length ? More : 0);
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(1), length);
            await connection.Stream.WriteAsync(head, context.Cancellation);
            await connection.Stream.WriteAsync(message.AsMemory(at, length), context.Cancellation);
        }
    }

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, RoleContext context)
    {
        var message = new List<byte>();
        var header = new byte[5];
        for (var first = true; ; first = false)
        {
            if (await connection.Stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, context.Cancellation) is var got and < 5)
            {
                return got == 0 && first ? null : throw new ProtocolException("The stream ended inside a message.");
            }

            var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1));
            if (header[0] > More || length is < 0 or > MaxFragment)
            {
                throw new ProtocolException("No such fragment.");
            }

            var fragment = new byte[length];
            await connection.Stream.ReadExactlyAsync(fragment, context.Cancellation);
            message.AddRange(fragment);
            if (header[0] == 0)
            {
                return [.. message];
            }
        }
    }
}
