// breaks: session/completes
// class: queue: what was accepted is dropped when the server stops
using System.Threading.Channels;

namespace SeededBugs;

/// <summary>When no more comes, the worker is stopped, with what it has not done yet.</summary>
public sealed class AcceptedLostAtTheEnd : IProtocolPlugin
{
    const byte Accepted = 1;
    const byte Done = 3;

    static readonly TimeSpan Work = TimeSpan.FromMilliseconds(5);

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many jobs", 3, min: 1, max: 200);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("accepted-lost-at-the-end", "a job is a byte, a receipt is a kind and a job")
        .Service("queue", "queues jobs and does them", ServeAsync)
        .Conversation("push", "pushes jobs and waits until all are done", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var writing = new SemaphoreSlim(1);
        var queue = Channel.CreateUnbounded<byte>();
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var working = WorkAsync(connection, queue.Reader, writing, context, stopped.Token);
        var job = new byte[1];
        while (await connection.Stream.ReadAsync(job, context.Cancellation) == 1)
        {
            await SendAsync(connection, Accepted, job[0], writing, context.Cancellation);
            await queue.Writer.WriteAsync(job[0], context.Cancellation);
        }

        queue.Writer.Complete();
        stopped.Cancel();
        try
        {
            await working;
        }
        catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
        {
            context.Log("stopped");
        }
    }

    static async Task WorkAsync(IConnection connection, ChannelReader<byte> queue, SemaphoreSlim writing, RoleContext context, CancellationToken cancellationToken)
    {
        await foreach (var job in queue.ReadAllAsync(cancellationToken))
        {
            await Task.Delay(Work, context.Time, cancellationToken);
            await SendAsync(connection, Done, job, writing, cancellationToken);
        }
    }

    static async Task SendAsync(IConnection connection, byte kind, byte job, SemaphoreSlim writing, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await connection.Stream.WriteAsync(new[] { kind, job }, cancellationToken);
        }
        finally
        {
            writing.Release();
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var jobs = Enumerable.Range(1, context.Get(Messages)).Select(i => (byte)i).ToArray();
        await connection.Stream.WriteAsync(jobs, context.Cancellation);
        await connection.CompleteOutputAsync(context.Cancellation);
        var accepted = new SortedSet<byte>();
        var receipt = new byte[2];
        for (var done = 0; done < jobs.Length;)
        {
            await connection.Stream.ReadExactlyAsync(receipt, context.Cancellation);
            context.Expect(receipt[0] == Accepted ? accepted.Add(receipt[1]) : accepted.Contains(receipt[1]), $"job {receipt[1]} got the receipt {receipt[0]}, accepted are {string.Join(", ", accepted)}");
            done += receipt[0] == Done ? 1 : 0;
        }
    }
}
