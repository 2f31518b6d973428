// breaks: session/hostile
// class: web socket servers that read the two bytes of a closing code from any payload that is not empty (RFC 6455, 5.5.1)
namespace SeededBugs;

/// <summary>The server takes the code of a farewell by its two bytes, and only looks whether there is anything.</summary>
public sealed class HalfACode : IProtocolPlugin
{
    const byte Data = 1;
    const byte Bye = 2;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("half-a-code", "a kind, a length, content; the last message is a farewell with a code")
        .Service("echo", "sends every message back, the farewell as well", ServeAsync)
        .Conversation("echo", "messages out and back, then a farewell", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadAsync(connection, context) is var (kind, content))
        {
            var code = kind == Bye && content.Length > 0 ? (content[0] << 8) | content[1] : 1000;
            context.Log($"{kind} {code}");
            await WriteAsync(connection, kind, content, context);
            if (kind == Bye)
            {
                return;
            }
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            await AskAsync(Data, Encoding.ASCII.GetBytes($"message {i} of {context.Get(Messages)}"));
        }

        await AskAsync(Bye, [3, 232]);

        async Task AskAsync(byte kind, byte[] content)
        {
            await WriteAsync(connection, kind, content, context);
            var answer = await ReadAsync(connection, context) ?? throw new ProtocolException("The server ended instead of answering.");
            context.Expect(answer.Kind == kind && answer.Content.AsSpan().SequenceEqual(content), "the answer is another message");
        }
    }

    static async Task WriteAsync(IConnection connection, byte kind, byte[] content, RoleContext context) =>
        await connection.Stream.WriteAsync((byte[])[kind, (byte)content.Length, .. content], context.Cancellation);

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<(byte Kind, byte[] Content)?> ReadAsync(IConnection connection, RoleContext context)
    {
        var head = new byte[2];
        if (await connection.Stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, context.Cancellation) is var got and < 2)
        {
            return got == 0 ? null : throw new ProtocolException("The stream ended within a head.");
        }

        if (head[0] is not (Data or Bye))
        {
            throw new ProtocolException($"There is no kind {head[0]}.");
        }

        var content = new byte[head[1]];
        await connection.Stream.ReadExactlyAsync(content, context.Cancellation);
        return (head[0], content);
    }
}
