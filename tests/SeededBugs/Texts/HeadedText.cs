using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace SeededBugs.Texts;

/// <summary>Server and client of texts: a line, names and values, and a body in chunks, which the server sends back.</summary>
/// <param name="id">The plugin's name.</param>
/// <param name="mostHeads">How many names and values a text may have.</param>
/// <param name="longestBody">How many characters its chunks may come to.</param>
public abstract class HeadedText(string id, int mostHeads = 16, int longestBody = 2000) : IProtocolPlugin
{
    const int MaxLine = 200;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 100);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest body", 40, max: 2000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe(id, "a line, lines of names and values, an empty one, and chunks behind their lengths; sent back")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("post", "one message out, the same one back", TalkAsync, Messages, Bytes);

    async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await LineAsync(connection.Input, context.Cancellation) is { } first)
        {
            var (heads, body) = await RestAsync(first, connection.Input, context.Cancellation);
            await WriteAsync(connection.Output, heads, body, context.Cancellation);
        }
    }

    async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var (sent, body) = (new OrderedDictionary<string, string>(StringComparer.Ordinal) { ["name"] = connection.Name, ["number"] = $"{i}" }, new string('x', context.Random.Next(context.Get(Bytes) + 1)));
            await WriteAsync(connection.Output, sent, body, context.Cancellation);
            var first = await LineAsync(connection.Input, context.Cancellation) ?? throw new ProtocolException("the server has ended");
            var (heads, back) = await RestAsync(first, connection.Input, context.Cancellation);
            context.Expect(back == body && heads.SequenceEqual(sent), $"answer {i} differs from the message");
        }
    }

    static async Task WriteAsync(PipeWriter output, OrderedDictionary<string, string> heads, string body, CancellationToken cancellation)
    {
        var text = new StringBuilder("POST\n").AppendJoin("", heads.Select(head => $"{head.Key}: {head.Value}\n")).Append('\n');
        foreach (var chunk in body.Chunk(16))
        {
            text.Append(CultureInfo.InvariantCulture, $"{chunk.Length:x}\n").Append(chunk).Append('\n');
        }

        output.Write(Encoding.Latin1.GetBytes(text.Append("0\n").ToString()));
        await output.FlushAsync(cancellation);
    }

    async Task<(OrderedDictionary<string, string> Heads, string Body)> RestAsync(string first, PipeReader input, CancellationToken cancellation)
    {
        if (first != "POST")
        {
            throw new ProtocolException("not a message");
        }

        var heads = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        while (await PartAsync() is { Length: > 0 } line)
        {
            if (line.Split(": ") is not [var name, var value] || heads.Count == mostHeads)
            {
                throw new ProtocolException("no name and value, or one too many");
            }

            heads[name] = value;
        }

        var body = new StringBuilder();
        while (int.TryParse(await PartAsync(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) && length is >= 0 and < MaxLine && body.Length + length <= longestBody)
        {
            if (length == 0)
            {
                return (heads, body.ToString());
            }

            var chunk = await PartAsync();
            body.Append(chunk.Length == length ? chunk : throw new ProtocolException("a chunk of another length"));
        }

        throw new ProtocolException("not a length, or more than a body may have");

        async Task<string> PartAsync() => await LineAsync(input, cancellation) ?? throw new ProtocolException("the stream ended inside a message");
    }

    static async Task<string?> LineAsync(PipeReader input, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellation);
            if (read.Buffer.PositionOf((byte)'\n') is { } end && read.Buffer.Slice(0, end) is { Length: <= MaxLine } line)
            {
                var text = Encoding.Latin1.GetString(line);
                input.AdvanceTo(read.Buffer.GetPosition(1, end));
                return text;
            }

            if (read.Buffer.Length > MaxLine || read.IsCompleted)
            {
                return read.Buffer.IsEmpty ? null : throw new ProtocolException("a line is cut, or too long");
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
