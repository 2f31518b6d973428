// breaks: session/completes
// class: json lines: an answer goes to who waits longest, whatever its name
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeededBugs;

/// <summary>Answers come in the order in which they are done, and are handed out in the order in which they were asked for.</summary>
public sealed class AnswerForAnotherWaiter : IProtocolPlugin
{
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many requests", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("answer-for-another-waiter", "requests and answers as JSON, one text a line")
        .Service("echo", "answers the first request last", ServeAsync)
        .Conversation("ask", "asks, and waits for the answers", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var lines = new Lines(connection);
        var late = new List<JsonObject>();
        while (await lines.NextAsync(context.Cancellation) is { } line)
        {
            var request = Read(line);
            var answer = new JsonObject { ["Uid"] = $"{request["Uid"]}", ["Val"] = $"{request["Val"]}", ["Ts"] = 1 };
            if ($"{request["Uid"]}" == "0")
            {
                late.Add(answer);
                continue;
            }

            await WriteAsync(connection, answer, context);
        }

        foreach (var answer in late)
        {
            await WriteAsync(connection, answer, context);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var waiting = new Queue<string>();
        for (var i = 0; i <= context.Get(Messages); i++)
        {
            await WriteAsync(connection, new JsonObject { ["Uid"] = $"{i}", ["Val"] = $"value {i}" }, context);
            waiting.Enqueue($"value {i}");
        }

        await connection.CompleteOutputAsync(context.Cancellation);
        var lines = new Lines(connection);
        while (waiting.TryDequeue(out var value))
        {
            var answer = Read(await lines.NextAsync(context.Cancellation));
            context.Expect($"{answer["Val"]}" == value, $"who asked for '{value}' got '{answer["Val"]}'");
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
