// breaks: session/hostile
// class: a length that is not believed at once, but collected for as long as bytes come
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>Nothing is allocated before it comes; but whatever length a stranger names is waited for, and kept until then.</summary>
public sealed class LengthWithoutALimit : IProtocolPlugin
{
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("length-without-a-limit", "four bytes of length and a message, echoed")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadAsync(connection.Stream, context.Cancellation) is { } message)
        {
            await WriteAsync(connection.Stream, message, context.Cancellation);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[20];
            context.Random.NextBytes(message);
            await WriteAsync(connection.Stream, message, context.Cancellation);
            var answer = await ReadAsync(connection.Stream, context.Cancellation) ?? throw new ProtocolException("the server has ended");
            context.Expect(answer.AsSpan().SequenceEqual(message), $"answer {i} differs from the message");
        }
    }

    static async Task WriteAsync(Stream stream, byte[] message, CancellationToken cancellation)
    {
        var bytes = new byte[4 + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)message.Length);
        message.CopyTo(bytes, 4);
        await stream.WriteAsync(bytes, cancellation);
    }

    static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var header = new byte[4];
        if (await stream.ReadAtLeastAsync(header, 4, throwOnEndOfStream: false, cancellation) is var got && got < 4)
        {
            return got == 0 ? null : throw new ProtocolException("the stream ended inside a length");
        }

        var left = BinaryPrimitives.ReadUInt32BigEndian(header);
        var message = new MemoryStream();
        var piece = new byte[1_024];
        while (left > 0)
        {
            var count = await stream.ReadAsync(piece.AsMemory(0, (int)Math.Min(left, piece.Length)), cancellation);
            if (count == 0)
            {
                throw new ProtocolException("the stream ended inside a message");
            }

            message.Write(piece, 0, count);
            left -= (uint)count;
        }

        return message.ToArray();
    }
}
