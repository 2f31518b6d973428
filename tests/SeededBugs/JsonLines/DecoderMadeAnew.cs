// breaks: session/completes
// class: json lines: a decoder made anew for each message loses what the one before had buffered
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeededBugs;

/// <summary>The server reads each line with a reader of its own: what that one has read ahead goes with it.</summary>
public sealed class DecoderMadeAnew : IProtocolPlugin
{
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many requests", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("decoder-made-anew", "requests and answers as JSON, one text a line")
        .Service("echo", "answers each line with one", ServeAsync)
        .Conversation("ask", "asks, and waits for the answers", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        while (await new Lines(connection).NextAsync(context.Cancellation) is { } line)
        {
            var request = Read(line);
            await WriteAsync(connection, new JsonObject { ["Uid"] = $"{request["Uid"]}", ["Val"] = $"{request["Val"]}", ["Ts"] = 1 }, context);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var requests = Enumerable.Range(0, context.Get(Messages)).Select(i => new JsonObject { ["Uid"] = $"{i}", ["Val"] = "hello" }.ToJsonString() + "\n");
        await connection.Stream.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(requests)), context.Cancellation);
        var lines = new Lines(connection);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var answer = Read(await lines.NextAsync(context.Cancellation));
            context.Expect($"{answer["Uid"]}" == $"{i}", $"answer {i} is that to {answer["Uid"]}");
        }
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
        readonly byte[] _buffer = new byte[256 * 1024];
        int _count;

        /// <summary>The next line; null at the end.</summary>
        public async Task<string?> NextAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                var at = _buffer.AsSpan(0, _count).IndexOf((byte)'\n');
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
