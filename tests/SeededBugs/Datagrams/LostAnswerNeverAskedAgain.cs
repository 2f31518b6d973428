// breaks: session/datagrams
// class: a client that sends once and waits: right on the author's machine, where nothing is lost
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>The client waits for each answer as long as it takes, and never asks again.</summary>
public sealed class LostAnswerNeverAskedAgain : IProtocolPlugin
{
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("lost-answer-never-asked-again", "four bytes of number, then the message, echoed in datagrams")
        .OverDatagrams()
        .Service("echo", "sends every datagram back", ServeAsync)
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var buffer = new byte[connection.Datagrams.MaxLength];
        while (await connection.Datagrams.ReceiveAsync(buffer, context.Cancellation) is >= 0 and var length)
        {
            await connection.Datagrams.SendAsync(buffer.AsMemory(0, length), context.Cancellation);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var buffer = new byte[connection.Datagrams.MaxLength];
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[4 + context.Random.Next(24)];
            context.Random.NextBytes(message);
            BinaryPrimitives.WriteInt32BigEndian(message, i);
            await connection.Datagrams.SendAsync(message, context.Cancellation);
            int length;
            do
            {
                length = await connection.Datagrams.ReceiveAsync(buffer, context.Cancellation);
                if (length < 0)
                {
                    throw new IOException("the server has gone");
                }
            }
            while (length < 4 || BinaryPrimitives.ReadInt32BigEndian(buffer) != i);
        }
    }
}
