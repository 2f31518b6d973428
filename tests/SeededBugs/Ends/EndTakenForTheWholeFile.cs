// breaks: session/truncation
// class: file transfer as the simple tools do it: a name, "ok", bytes until the end, which nobody can tell from a break
using System.Text;

namespace SeededBugs;

/// <summary>A file is what came until the connection ended, whatever ended it.</summary>
public sealed class EndTakenForTheWholeFile : IProtocolPlugin
{
    const int MaxName = 64;

    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the length of the file", 24, min: 2, max: 100_000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("end-taken-for-the-whole-file", "a line with a name, ok, then the file until the end")
        .Service("receive", "takes a file", ServeAsync)
        .Conversation("send", "sends a file", TalkAsync, Bytes);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        if (await LineAsync(connection, context) is not { } name)
        {
            return;
        }

        await connection.Stream.WriteAsync("ok\n"u8.ToArray(), context.Cancellation);
        var buffer = new byte[1024];
        while (await connection.Stream.ReadAsync(buffer, context.Cancellation) is > 0 and var read)
        {
            connection.Ledger.Received(name, buffer.AsSpan(0, read));
        }

        connection.Ledger.Ended(name);
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        await connection.Stream.WriteAsync("file\n"u8.ToArray(), context.Cancellation);
        if (await LineAsync(connection, context) is not "ok")
        {
            throw new ProtocolException("the receiver did not say ok");
        }

        var file = new byte[context.Get(Bytes)];
        context.Random.NextBytes(file);
        connection.Ledger.Sent("file", file);
        await connection.Stream.WriteAsync(file, context.Cancellation);
        await connection.CompleteOutputAsync(context.Cancellation);
        if (await connection.Stream.ReadAsync(new byte[1], context.Cancellation) != 0)
        {
            throw new ProtocolException("the receiver said more than ok");
        }
    }

    static async Task<string?> LineAsync(IConnection connection, RoleContext context)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await connection.Stream.ReadAsync(one, context.Cancellation) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]);
            }

            line.Add(one[0]);
            if (line.Count > MaxName)
            {
                throw new ProtocolException($"a line is longer than {MaxName} bytes");
            }
        }

        return line.Count == 0 ? null : throw new ProtocolException("the stream ended inside a line");
    }
}
