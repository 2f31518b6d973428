// breaks: session/hostile
// class: servers of datagrams that look at the first byte of what came: an empty datagram, which anybody may send, ends the process
namespace SeededBugs;

/// <summary>The first byte of a datagram says what it is. That there is one, nobody asks.</summary>
public sealed class EmptyDatagramIndexed : IProtocolPlugin
{
    const byte Question = 1, Answer = 2;

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("empty-datagram-indexed", "a question and its answer, over datagrams")
        .OverDatagrams()
        .Service("answers", "answers each question", ServeAsync)
        .Conversation("ask", "asks, again where no answer comes", TalkAsync);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var buffer = new byte[connection.Datagrams.MaxLength];
        while (await connection.Datagrams.ReceiveAsync(buffer, context.Cancellation) is >= 0 and var length)
        {
            var datagram = buffer[..length];
            if (datagram[0] == Question)
            {
                await connection.Datagrams.SendAsync(new[] { Answer }, context.Cancellation);
            }
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var buffer = new byte[connection.Datagrams.MaxLength];
        for (var tries = 0; tries < 6; tries++)
        {
            await connection.Datagrams.SendAsync(new[] { Question }, context.Cancellation);
            using var late = new CancellationTokenSource(Patience, context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.Cancellation);
            try
            {
                while (await connection.Datagrams.ReceiveAsync(buffer, either.Token) is >= 0 and var length)
                {
                    if (length == 1 && buffer[0] == Answer)
                    {
                        return;
                    }
                }

                throw new IOException("the server has gone");
            }
            catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
            {
                context.Log("asked again");
            }
        }

        throw new TimeoutException("no answer");
    }
}
