// breaks: session/hostile
// class: brokers that look whether a message has a kind, and not whether it has the number behind it
namespace SeededBugs;

/// <summary>A message begins with a kind, which must be there, and a number of two bytes, which is taken for granted.</summary>
public sealed class NumberBehindTheKind : IProtocolPlugin
{
    const byte Say = 7;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("number-behind-the-kind", "two bytes of length, then a kind, a number of two bytes, a text")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("echo", "messages out and back", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadAsync(connection, context) is { } message)
        {
            if (message is not [Say, ..])
            {
                throw new ProtocolException("There is no such kind.");
            }

            context.Log($"message {(message[1] << 8) | message[2]}");
            await WriteAsync(connection, message, context);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            byte[] message = [Say, (byte)(i >> 8), (byte)i, .. "what is said is longer than a number"u8];
            await WriteAsync(connection, message, context);
            var answer = await ReadAsync(connection, context) ?? throw new ProtocolException("The server ended instead of answering.");
            context.Expect(answer.AsSpan().SequenceEqual(message), "the answer is another message");
        }
    }

    static async Task WriteAsync(IConnection connection, byte[] message, RoleContext context) =>
        await connection.Stream.WriteAsync((byte[])[(byte)(message.Length >> 8), (byte)message.Length, .. message], context.Cancellation);

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, RoleContext context)
    {
        var head = new byte[2];
        if (await connection.Stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, context.Cancellation) is var got and < 2)
        {
            return got == 0 ? null : throw new ProtocolException("The stream ended within a length.");
        }

        var message = new byte[(head[0] << 8) | head[1]];
        await connection.Stream.ReadExactlyAsync(message, context.Cancellation);
        return message;
    }
}
