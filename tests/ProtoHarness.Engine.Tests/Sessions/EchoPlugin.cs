using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Tests.Sessions;

/// <summary>A correct protocol without frames of its own: one length byte, then so many bytes, echoed.</summary>
sealed class EchoPlugin : IProtocolPlugin
{
    public static readonly Parameter<int> Messages = Parameter.Int("messages", "how many", 8, min: 1, max: 1000);

    public static PluginDefinition Definition { get; } = PluginDefinition.Of(new EchoPlugin());

    public void Define(PluginBuilder plugin) => plugin
        .Describe("echo", "echoes short messages")
        .Service("echo", "echoes", ServeAsync)
        .Conversation("echo", "sends messages and gets them back", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadMessageAsync(connection.Stream, context.Cancellation) is { } message)
        {
            connection.Ledger.Received("echo", message);
            connection.Ledger.Sent("echo", message);
            await connection.Stream.WriteAsync((byte[])[(byte)message.Length, .. message], context.Cancellation);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[context.Random.Next(1, 40)];
            context.Random.NextBytes(message);
            connection.Ledger.Sent("echo", message);
            await connection.Stream.WriteAsync((byte[])[(byte)message.Length, .. message], context.Cancellation);
            var answer = await ReadMessageAsync(connection.Stream, context.Cancellation) ?? throw new EndOfStreamException("no answer");
            connection.Ledger.Received("echo", answer);
            context.Expect(answer.AsSpan().SequenceEqual(message), "the answer differs");
        }
    }

    static async Task<byte[]?> ReadMessageAsync(Stream stream, CancellationToken cancellationToken)
    {
        var length = new byte[1];
        if (await stream.ReadAsync(length, cancellationToken) == 0)
        {
            return null;
        }

        var message = new byte[length[0]];
        await stream.ReadExactlyAsync(message, cancellationToken);
        return message;
    }
}
