// breaks: session/completes
// class: json lines: the map of waiters keeps those that have given up
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeededBugs;

/// <summary>Who gives up leaves its place in the map, so that the client grows with each timeout.</summary>
public sealed class WaiterKeptAfterATimeout : IProtocolPlugin
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan Work = TimeSpan.FromMilliseconds(50);
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many requests", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("waiter-kept-after-a-timeout", "requests and answers as JSON, one text a line")
        .Service("echo", "answers late", ServeAsync)
        .Conversation("ask", "asks, and gives up before the answer comes", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var lines = new Lines(connection);
        while (await lines.NextAsync(context.Cancellation) is { } line)
        {
            var request = Read(line);
            await Task.Delay(Work, context.Time, context.Cancellation);
            await WriteAsync(connection, new JsonObject { ["Uid"] = $"{request["Uid"]}", ["Val"] = $"{request["Val"]}", ["Ts"] = 1 }, context);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var waiters = new SortedDictionary<string, TaskCompletionSource<JsonObject>>(StringComparer.Ordinal);
        var gaveUp = 0;
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var answer = waiters[$"{i}"] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
            await WriteAsync(connection, new JsonObject { ["Uid"] = $"{i}", ["Val"] = "hello" }, context);
            try
            {
                await answer.Task.WaitAsync(Patience, context.Time, context.Cancellation);
                waiters.Remove($"{i}");
            }
            catch (TimeoutException)
            {
                gaveUp++;
            }
        }

        context.Expect(waiters.Count == 0, $"{waiters.Count} waiters are in the map after {gaveUp} have given up");
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
