using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Queue;

/// <summary>A bounded work queue: clients push jobs, workers do them, nothing accepted is lost (docs/wire/queue.md).</summary>
public sealed class QueuePlugin : IProtocolPlugin
{
    /// <inheritdoc/>
    public void Define(PluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .Describe("queue", "a bounded work queue: clients push jobs, workers do them, nothing accepted is lost")
            .Wire<Job, Receipt>()
            .Options(QueueSettings.All)
            .Service("queue", "queues jobs and does them", context => new QueueServer(context, QueueSettings.Server(context), Worker(context)))
            .Service("closing", "shuts down gracefully while jobs come", context => new ClosingServer(context, Worker(context)))
            .Conversation("push", "pushes jobs, two a packet, and waits until all are done", Pushing.SteadyAsync, Pushing.Jobs)
            .Conversation("burst", "pushes more jobs at once than the queue holds", Pushing.BurstAsync, Pushing.BurstJobs)
            .Conversation(new Conversation("shutdown", "pushes jobs while the server shuts down; what was accepted is done", Pushing.ShutdownAsync) { Service = "closing" });
    }

    static Func<Job, CancellationToken, ValueTask<uint>> Worker(RoleContext context) => async (job, cancellationToken) =>
    {
        var work = context.Get(QueueSettings.Work);
        if (work > TimeSpan.Zero)
        {
            TimeSpan mine;
            lock (context.Random)
            {
                mine = work * context.Random.NextDouble();
            }

            await Task.Delay(mine, context.Time, cancellationToken);
        }

        return WorkSum.Of(job.Payload.Span);
    };
}
