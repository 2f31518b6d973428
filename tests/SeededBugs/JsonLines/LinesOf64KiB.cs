// breaks: session/completes
// class: json lines: a line reader with a hidden limit of 64 KiB, as scanners have it
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeededBugs;

/// <summary>A line that fills the buffer is taken for a line, and what follows for the next.</summary>
public sealed class LinesOf64KiB : IProtocolPlugin
{
    static readonly Parameter<int> Length = Parameter.Int("length", "the length of the value", 66_000, min: 1, max: 200_000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("lines-of-64-kib", "requests and answers as JSON, one text a line")
        .Service("echo", "answers each line with one", ServeAsync)
        .Conversation("ask", "asks, and waits for the answers", TalkAsync, Length);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var lines = new Lines(connection);
        while (await lines.NextAsync(context.Cancellation) is { } line)
        {
            var request = Read(line);
            await WriteAsync(connection, new JsonObject { ["Uid"] = $"{request["Uid"]}", ["Val"] = $"{request["Val"]}", ["Ts"] = context.Time.GetUtcNow().ToUnixTimeMilliseconds() }, context);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var value = new string('x', context.Get(Length));
        await WriteAsync(connection, new JsonObject { ["Uid"] = "1", ["Val"] = value }, context);
        var answer = Read(await new Lines(connection).NextAsync(context.Cancellation));
        context.Expect($"{answer["Val"]}" == value, "the answer has another value than the request");
    }

    static async Task WriteAsync(IConnection connection, JsonObject message, RoleContext context) =>
        await connection.Stream.WriteAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + "\n"), context.Cancellation);

    static JsonObject Read(string? line)
    {
        try
        {
            return line is null ? throw new EndOfStreamException("the peer ended where a line is due") : JsonNode.Parse(line)!.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new ProtocolException($"a line is no message: {e.Message}");
        }
    }

    /// <summary>The lines of a connection.</summary>
    sealed class Lines(IConnection connection)
    {
        readonly byte[] _buffer = new byte[64 * 1024];
        int _count;

        /// <summary>The next line; null at the end.</summary>
        public async Task<string?> NextAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                var at = _buffer.AsSpan(0, _count).IndexOf((byte)'\n');
                at = at < 0 && _count == _buffer.Length ? _count - 1 : at;
                if (at >= 0)
                {
                    var line = Encoding.UTF8.GetString(_buffer, 0, at);
                    _count -= at + 1;
                    _buffer.AsSpan(at + 1, _count).CopyTo(_buffer);
                    return line;
                }

                var read = await connection.Stream.ReadAsync(_buffer.AsMemory(_count), cancellationToken);
                if (read == 0)
                {
                    return _count == 0 ? null : throw new ProtocolException("the stream ended inside a line");
                }

                _count += read;
            }
        }
    }
}
