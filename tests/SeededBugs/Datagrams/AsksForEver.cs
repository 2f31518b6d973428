// breaks: session/datagrams
// class: retransmission without a bound: a peer that has gone is asked until the process ends
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>The client asks again every 20 s, however long nobody answers.</summary>
public sealed class AsksForEver : IProtocolPlugin
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("asks-for-ever", "four bytes of number, echoed in datagrams")
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
        for (var i = 0; i < context.Get(Messages); i++)
        {
            while (!await AskAsync(connection.Datagrams, i, context))
            {
                context.Log($"message {i} is asked again");
            }
        }
    }

    /// <summary>Whether the answer came in time.</summary>
    static async Task<bool> AskAsync(IDatagrams datagrams, int number, RoleContext context)
    {
        var message = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(message, number);
        await datagrams.SendAsync(message, context.Cancellation);
        var buffer = new byte[datagrams.MaxLength];
        using var passed = new CancellationTokenSource(Patience, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(passed.Token, context.Cancellation);
        try
        {
            while (true)
            {
                var length = await datagrams.ReceiveAsync(buffer, either.Token);
                if (length < 0)
                {
                    throw new IOException("the server has gone");
                }

                if (length == 4 && buffer.AsSpan(0, 4).SequenceEqual(message))
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
