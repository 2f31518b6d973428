// breaks: nothing
// class: stop and wait over datagrams, four tries, no checksum
using System.Buffers.Binary;

namespace SeededBugs;

/// <summary>The client asks again what was lost, and waits for the answer with its number.</summary>
public sealed class StopAndWaitEcho : IProtocolPlugin
{
    const int Tries = 4;

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("stop-and-wait-echo", "four bytes of number, then the message, echoed in datagrams")
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
            var message = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(message, i);
            var answer = await AskAsync(connection.Datagrams, message, context);
            context.Expect(answer.AsSpan().SequenceEqual(message), $"answer {i + 1} is the answer to another message");
        }
    }

    static async Task<byte[]> AskAsync(IDatagrams datagrams, byte[] message, RoleContext context)
    {
        var buffer = new byte[datagrams.MaxLength];
        for (var i = 0; i < Tries; i++)
        {
            await datagrams.SendAsync(message, context.Cancellation);
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

                    if (buffer.AsSpan(0, length).SequenceEqual(message))
                    {
                        return buffer[..length];
                    }
                }
            }
            catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
            {
                continue;
            }
        }

        throw new TimeoutException($"no answer after {Tries} tries");
    }
}
