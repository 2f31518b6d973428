// breaks: session/hostile
// class: servers of lines that wait for the end of one however long it is: a stranger's gigabyte without a line end takes all memory
namespace SeededBugs;

/// <summary>Both ends look for a line end in all that has come, and never say that a line is too long.</summary>
public sealed class LineWithoutAnEnd : IProtocolPlugin
{
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many lines", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("line-without-an-end", "lines, echoed")
        .Service("echo", "sends every line back", ServeAsync)
        .Conversation("echo", "one line out, the same one back", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await ReadLineAsync(connection.Input, context.Cancellation) is { } line)
        {
            await WriteLineAsync(connection.Output, line, context.Cancellation);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var line = $"line {i}: {context.Random.Next()}";
            await WriteLineAsync(connection.Output, line, context.Cancellation);
            var answer = await ReadLineAsync(connection.Input, context.Cancellation) ?? throw new ProtocolException("the server has ended");
            context.Expect(answer == line, $"answer {i} differs from the line");
        }
    }

    static async Task WriteLineAsync(PipeWriter output, string line, CancellationToken cancellation)
    {
        output.Write(Encoding.Latin1.GetBytes(line + "\n"));
        await output.FlushAsync(cancellation);
    }

    static async Task<string?> ReadLineAsync(PipeReader input, CancellationToken cancellation)
    {
        var seen = 0L;
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            if (read.Buffer.Slice(seen).PositionOf((byte)'\n') is { } end)
            {
                var line = Encoding.Latin1.GetString(read.Buffer.Slice(0, end));
                input.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.IsCompleted)
            {
                return read.Buffer.IsEmpty ? null : throw new ProtocolException("the stream ended inside a line");
            }

            seen = read.Buffer.Length;
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
