// breaks: session/split
// class: file transfer as the simple tools do it: one read is the name, so that half a name is one too, and name and data run together
using System.Text;

namespace SeededBugs;

/// <summary>The name of a file is what the first read gives.</summary>
public sealed class NameInOneRead : IProtocolPlugin
{
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the length of the file", 24, min: 2, max: 100_000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("name-in-one-read", "a name, ok, then the file until the end")
        .Service("receive", "takes a file", ServeAsync)
        .Conversation(new Conversation("send", "sends a file", TalkAsync) { Parameters = [Bytes], EndsByClose = true });

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var buffer = new byte[1024];
        var length = await connection.Stream.ReadAsync(buffer, context.Cancellation);
        var name = Encoding.UTF8.GetString(buffer, 0, length);
        await connection.Stream.WriteAsync("ok"u8.ToArray(), context.Cancellation);
        while (await connection.Stream.ReadAsync(buffer, context.Cancellation) is > 0 and var read)
        {
            connection.Ledger.Received(name, buffer.AsSpan(0, read));
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        await connection.Stream.WriteAsync("name-of-the-file"u8.ToArray(), context.Cancellation);
        var ok = new byte[2];
        await connection.Stream.ReadExactlyAsync(ok, context.Cancellation);
        if (!ok.AsSpan().SequenceEqual("ok"u8))
        {
            throw new ProtocolException("the receiver did not say ok");
        }

        var file = new byte[context.Get(Bytes)];
        context.Random.NextBytes(file);
        connection.Ledger.Sent("name-of-the-file", file);
        await connection.Stream.WriteAsync(file, context.Cancellation);
        await connection.CompleteOutputAsync(context.Cancellation);
        if (await connection.Stream.ReadAsync(new byte[1], context.Cancellation) != 0)
        {
            throw new ProtocolException("the receiver said more than ok");
        }
    }
}
