// breaks: session/hostile
// class: servers of texts with lengths: nothing is allocated for a length that lies, and all that comes is kept
using System.Globalization;

namespace SeededBugs;

/// <summary>A message may be as long as an integer can say, and is gathered as it comes.</summary>
public sealed class TextLengthWithoutALimit : IProtocolPlugin
{
    const int MaxMessage = 64 * 1024;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("text-length-without-a-limit", "a line with a length, then the message, echoed")
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
        byte[] packet = [.. Encoding.ASCII.GetBytes($"${message.Length}\r\n"), .. message, .. "\r\n"u8];
        await connection.Stream.WriteAsync(packet, context.Cancellation);
    }

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, RoleContext context)
    {
        const int MaxLine = 20;
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length == 0 || line[^1] != '\n')
        {
            if (await connection.Stream.ReadAsync(one, context.Cancellation) == 0)
            {
                return line.Length == 0 ? null : throw new ProtocolException("The stream ended inside a line.");
            }

            line.Append((char)one[0]);
            if (line.Length > MaxLine)
            {
                throw new ProtocolException("The line is too long.");
            }
        }

        var text = line.ToString();
        if (!text.StartsWith('$') || !text.EndsWith("\r\n", StringComparison.Ordinal)
            || !int.TryParse(text.AsSpan(1, text.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > int.MaxValue - 2)
        {
            throw new ProtocolException("The line is no length.");
        }

        var message = new MemoryStream();
        var buffer = new byte[4096];
        while (message.Length < length + 2)
        {
            var count = await connection.Stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length + 2 - message.Length)), context.Cancellation);
            if (count == 0)
            {
                throw new ProtocolException("The stream ended inside a message.");
            }

            message.Write(buffer, 0, count);
        }

        return message.ToArray() is [.. var content, (byte)'\r', (byte)'\n'] ? content : throw new ProtocolException("CR LF must follow a message.");
    }
}
