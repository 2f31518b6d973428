// breaks: nothing
// class: a correct echo over pipes
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>Nothing is wrong with it, and it reads through a pipe.</summary>
public sealed class PipeEcho : IProtocolPlugin
{
    const int MaxMessage = 64 * 1024;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("pipe-echo", "four bytes of length, then the message, echoed")
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
        BinaryPrimitives.WriteInt32BigEndian(connection.Output.GetSpan(4), message.Length);
        connection.Output.Advance(4);
        await connection.Output.WriteAsync(message, context.Cancellation);
    }

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, RoleContext context)
    {
        while (true)
        {
            var result = await connection.Input.ReadAsync(context.Cancellation);
            var buffer = result.Buffer;
            var reader = new SequenceReader<byte>(buffer);
            if (reader.TryReadBigEndian(out int length))
            {
                if (length is < 0 or > MaxMessage)
                {
                    throw new ProtocolException($"A length of {length} is outside 0 to {MaxMessage}.");
                }

                if (reader.Remaining >= length)
                {
                    var message = buffer.Slice(4, length).ToArray();
                    connection.Input.AdvanceTo(buffer.GetPosition(4 + length));
                    return message;
                }
            }

            if (result.IsCompleted)
            {
                return buffer.IsEmpty ? null : throw new ProtocolException($"The stream ended after {buffer.Length} bytes of a message.");
            }

            connection.Input.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
