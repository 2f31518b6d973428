using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>Requests and answers as JSON, one text a line, many in flight on one connection (docs/wire/json-lines.md).</summary>
public sealed class JsonLinesPlugin : IProtocolPlugin
{
    /// <inheritdoc/>
    public void Define(PluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .Describe("json-lines", "requests and answers as JSON, one text a line, many in flight on one connection")
            .Wire<JsonLine>()
            .Options(JsonLinesSettings.All)
            .Service("echo", "answers each request with its own value", context => NewServer(context, Echo))
            .Service("slow", "answers requests that start with 'slow' late, all others at once", context => NewServer(context, Slow, keepsLedger: false))
            .Service("gossip", "sends two answers that nobody asked for with each one", _ => new GossipServer())
            .Conversation("multiplex", "several callers ask at once and get their own answers", Multiplex.RunAsync, Multiplex.Requests, Multiplex.Callers)
            .Conversation("long-line", "asks with a line of more than 64 KiB", LongLine.RunAsync, LongLine.Size)
            .Conversation(new Conversation("give-up", "callers give up by deadline or cancellation; late answers do no harm", GiveUp.RunAsync) { Service = "slow" })
            .Conversation(new Conversation("pooled", "several callers share a pool of connections", Pooled.RunAsync)
            {
                Service = "slow", Parameters = [Multiplex.Requests, Multiplex.Callers, Pooled.Connections],
            })
            .Conversation("bad-lines", "sends every kind of bad line and gets the defined answer", BadLines.RunAsync, BadLines.Kind)
            .Conversation(new Conversation("unasked", "gets answers that nobody asked for", Unasked.RunAsync) { Service = "gossip" });
    }

    internal static JsonLinesClientOptions ClientOptions(RoleContext context) => new() { MaxLine = (int)context.Get(JsonLinesSettings.MaxLine) };

    /// <summary>Connects, and puts a client on the connection that lives as long as the session.</summary>
    internal static async Task<JsonLinesClient> ConnectAsync(ConversationContext context, Action<IConnection>? see = null)
    {
        var connection = await context.ConnectAsync(context.Cancellation);
        try
        {
            JsonLinesSettings.Apply(connection, context.Values);
            see?.Invoke(connection);
            return new JsonLinesClient(connection, context.Time, ClientOptions(context), context.Cancellation);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    static ConfiguredServer NewServer(RoleContext context, Func<JsonRequest, RoleContext, CancellationToken, ValueTask<string>> handler, bool keepsLedger = true) =>
        new(new JsonLinesServer(handler, new JsonLinesServerOptions
        {
            MaxLine = (int)context.Get(JsonLinesSettings.MaxLine),
            Concurrency = context.Get(JsonLinesSettings.Concurrency),
            KeepsLedger = keepsLedger,
            MaxBadLines = context.Get(JsonLinesSettings.MaxBadLines),
        }));

    static async ValueTask<string> Echo(JsonRequest request, RoleContext context, CancellationToken cancellationToken)
    {
        var work = context.Get(JsonLinesSettings.Work);
        if (work > TimeSpan.Zero)
        {
            await Task.Delay(work * context.Random.NextDouble(), context.Time, cancellationToken);
        }

        return request.Val;
    }

    static async ValueTask<string> Slow(JsonRequest request, RoleContext context, CancellationToken cancellationToken)
    {
        if (request.Val.StartsWith("slow", StringComparison.Ordinal))
        {
            await Task.Delay(GiveUp.ServerTakes, context.Time, cancellationToken);
        }

        return request.Val;
    }
}
