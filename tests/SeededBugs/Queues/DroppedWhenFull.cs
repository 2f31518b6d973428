// breaks: session/completes
// class: queue: a bounded channel that drops what it has no room for says that it has taken it
using System.Threading.Channels;

namespace SeededBugs;

/// <summary>The queue has one place, and a job that finds none is accepted and gone.</summary>
public sealed class DroppedWhenFull : IProtocolPlugin
{
    const byte Accepted = 1;
    const byte Done = 3;

    static readonly TimeSpan Work = TimeSpan.FromMilliseconds(5);

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many jobs", 3, min: 1, max: 200);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("dropped-when-full", "a job is a byte, a receipt is a kind and a job")
        .Service("queue", "queues jobs and does them", ServeAsync)
        .Conversation("push", "pushes jobs and waits until all are done", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var writing = new SemaphoreSlim(1);
        var queue = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var working = WorkAsync(connection, queue.Reader, writing, context, context.Cancellation);
        var job = new byte[1];
        while (await connection.Stream.ReadAsync(job, context.Cancellation) == 1)
        {
            queue.Writer.TryWrite(job[0]);
            await SendAsync(connection, Accepted, job[0], writing, context.Cancellation);
        }

        queue.Writer.Complete();
        await working;
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
