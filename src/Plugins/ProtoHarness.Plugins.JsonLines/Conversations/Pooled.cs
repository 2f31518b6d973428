using ProtoHarness.Abstractions;
using ProtoHarness.Pooling;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>Several callers share a pool of connections, each of which has one request at a time.</summary>
static class Pooled
{
    public static readonly Parameter<int> Connections = Parameter.Int("connections", "how many the pool opens at most", 2, min: 1, max: 1000, samples: [1]);

    public static async Task RunAsync(ConversationContext context)
    {
        var options = new ConnectionPoolOptions
        {
            Name = "json-lines", MaxOpen = context.Get(Connections), RentTimeout = Timeout.InfiniteTimeSpan, ConnectTimeout = Timeout.InfiniteTimeSpan,
            SynchronizationContext = SynchronizationContext.Current,
        };
        await using var clients = new JsonLinesClientPool(cancellationToken => ConnectAsync(context, cancellationToken), context.Time, options, JsonLinesPlugin.ClientOptions(context));
        await Task.WhenAll(Enumerable.Range(0, context.Get(Multiplex.Callers)).Select(caller => CallAsync(context, clients, caller)));
        var opened = clients.Statistics.Opened;
        context.Expect(opened <= options.MaxOpen, $"{opened} connections were opened, where none was lost and {options.MaxOpen} may be open");
        await clients.CompleteAsync(context.Cancellation);
        context.Expect(clients.Statistics.Open == 0, $"{clients.Statistics.Open} connections are open at the end");
    }

    static async ValueTask<IConnection> ConnectAsync(ConversationContext context, CancellationToken cancellationToken)
    {
        var connection = await context.ConnectAsync(cancellationToken);
        try
        {
            JsonLinesSettings.Apply(connection, context.Values);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    static async Task CallAsync(ConversationContext context, JsonLinesClientPool clients, int caller)
    {
        for (var i = 0; i < context.Get(Multiplex.Requests); i++)
        {
            var val = $"{(i % 2 == 0 ? "slow" : "quick")} {caller}.{i}";
            var answer = await clients.AskAsync(val, null, context.Cancellation);
            context.Expect(answer.Val == val, $"'{val}' got the answer '{answer.Val}'");
        }
    }
}
