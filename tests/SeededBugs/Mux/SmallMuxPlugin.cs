using ProtoHarness.Abstractions;

namespace SeededBugs.Mux;

/// <summary>Server and client over a <see cref="SmallMux"/>: each stream begins with the server's greeting (the stream's identifier), then everything is sent back.</summary>
/// <param name="id">The plugin's name.</param>
/// <param name="create">Makes the multiplexer of a connection; true at a client.</param>
public abstract class SmallMuxPlugin(string id, Func<IConnection, RoleContext, bool, SmallMux> create) : IProtocolPlugin
{
    public static Parameter<int> Version { get; } = Parameter.Int("version", "the version that both ends write in their frames", 1, oneOf: [1, 2], samples: [2]);

    static readonly Parameter<int> Streams = Parameter.Int("streams", "how many streams at once", 2, min: 1, max: SmallMux.MaxStreams);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "how much on each stream", 48, max: 1000, samples: [0]);
    static readonly Parameter<int> Rounds = Parameter.Int("rounds", "how many streams each caller opens, one after the other", 3, min: 1, max: 100);
    static readonly Parameter<TimeSpan> Pause = Parameter.Duration("pause", "how long nothing is said", TimeSpan.FromMinutes(1));

    public void Define(PluginBuilder plugin) => plugin
        .Describe(id, "several streams over one connection")
        .Options(Version)
        .Service("echo", "greets on every stream and sends back what comes", ServeAsync)
        .Conversation(Of("echo", "sends on several streams at once", EchoAsync, Streams, Bytes))
        .Conversation(Of("churn", "opens and ends one stream after the other, from two callers", ChurnAsync, Rounds))
        .Conversation(Of("pause", "says nothing for a while, on an open stream", PauseAsync, Pause));

    Conversation Of(string name, string summary, Func<ConversationContext, IConnection, SmallMux, Task> talk, params Parameter[] parameters) =>
        new(name, summary, context => RunAsync(context, talk)) { Parameters = parameters, EndOfInputEndsSession = true };

    async Task RunAsync(ConversationContext context, Func<ConversationContext, IConnection, SmallMux, Task> talk)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        await using var mux = create(connection, context, true);
        await talk(context, connection, mux);
        await mux.CloseAsync();
    }

    static Task EchoAsync(ConversationContext context, IConnection connection, SmallMux mux) =>
        Task.WhenAll(Enumerable.Range(0, context.Get(Streams)).Select(_ => OneAsync(context, connection, mux, context.Get(Bytes), TimeSpan.Zero)));

    static Task ChurnAsync(ConversationContext context, IConnection connection, SmallMux mux) => Task.WhenAll(Enumerable.Range(1, 2).Select(async caller =>
    {
        for (var round = 0; round < context.Get(Rounds); round++)
        {
            await OneAsync(context, connection, mux, 10 * caller, TimeSpan.Zero);
        }
    }));

    static Task PauseAsync(ConversationContext context, IConnection connection, SmallMux mux) => OneAsync(context, connection, mux, 4, context.Get(Pause));

    static async Task OneAsync(ConversationContext context, IConnection connection, SmallMux mux, int bytes, TimeSpan pause)
    {
        var stream = await mux.OpenAsync();
        var flow = $"stream {stream.Id}";
        var greeting = await mux.ReadAsync(stream) ?? throw new EndOfStreamException($"{flow} ended before its greeting");
        context.Expect(greeting.SequenceEqual((byte[])[stream.Id]), $"{flow} was greeted as stream {greeting[0]}");
        connection.Ledger.Received(flow, greeting);
        await Task.Delay(pause, context.Time, context.Cancellation);
        await Task.WhenAll(SendAsync(connection, mux, stream, bytes), ReceiveAsync(context, connection, mux, stream, bytes));
    }

    static byte At(byte stream, int position) => (byte)((stream * 37) + position);

    static async Task SendAsync(IConnection connection, SmallMux mux, MuxStream stream, int bytes)
    {
        var data = Enumerable.Range(0, bytes).Select(position => At(stream.Id, position)).ToArray();
        connection.Ledger.Sent($"stream {stream.Id}", data);
        await mux.WriteAsync(stream, data);
        mux.End(stream);
    }

    static async Task ReceiveAsync(ConversationContext context, IConnection connection, SmallMux mux, MuxStream stream, int bytes)
    {
        var position = 0;
        while (await mux.ReadAsync(stream) is { } data)
        {
            foreach (var value in data)
            {
                context.Expect(value == At(stream.Id, position), $"stream {stream.Id}: byte {position} is {value}");
                position++;
            }

            connection.Ledger.Received($"stream {stream.Id}", data);
        }

        if (position < bytes)
        {
            throw new EndOfStreamException($"stream {stream.Id} ended after {position} of {bytes} bytes");
        }

        connection.Ledger.Ended($"stream {stream.Id}");
    }

    async Task ServeAsync(IConnection connection, RoleContext context)
    {
        await using var mux = create(connection, context, false);
        var serving = new List<Task>();
        try
        {
            while (await mux.AcceptAsync() is { } stream)
            {
                serving.Add(ServeAsync(connection, mux, stream));
            }
        }
        finally
        {
            await Task.WhenAll(serving);
        }

        await mux.CloseAsync();
    }

    static async Task ServeAsync(IConnection connection, SmallMux mux, MuxStream stream)
    {
        var flow = $"stream {stream.Id}";
        try
        {
            connection.Ledger.Sent(flow, [stream.Id]);
            await mux.WriteAsync(stream, [stream.Id]);
            while (await mux.ReadAsync(stream) is { } data)
            {
                connection.Ledger.Received(flow, data);
                connection.Ledger.Sent(flow, data);
                await mux.WriteAsync(stream, data);
            }

            connection.Ledger.Ended(flow);
            mux.End(stream);
        }
        catch (Exception error)
        {
            mux.Fail(error);
            throw;
        }
    }
}
