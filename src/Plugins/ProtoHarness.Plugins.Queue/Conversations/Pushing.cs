using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Queue;

/// <summary>What clients do with the queue.</summary>
static class Pushing
{
    const int MaxPayload = 40;

    public static readonly Parameter<int> Jobs = Parameter.Int("jobs", "how many", 6, min: 0, max: 100_000, samples: [0]);

    public static readonly Parameter<int> BurstJobs = Parameter.Int("jobs", "how many", 16, min: 1, max: 100_000);

    static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(2);

    public static async Task SteadyAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var pusher = new JobPusher(connection, context, perPacket: 2, RetryAfter);
        var jobs = NewJobs(context, connection.Ledger, context.Get(Jobs));
        await pusher.PushAsync(jobs);
        context.Expect(pusher.Done == jobs.Count, $"{pusher.Done} of {jobs.Count} jobs were done");
    }

    public static async Task BurstAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var pusher = new JobPusher(connection, context, perPacket: int.MaxValue, RetryAfter);
        var jobs = NewJobs(context, connection.Ledger, context.Get(BurstJobs));
        await pusher.PushAsync(jobs);
        context.Expect(pusher.Done == jobs.Count, $"{pusher.Done} of {jobs.Count} jobs were done");
        context.Expect(pusher.Busy == 0 || context.Get(QueueSettings.WhenFull) == "busy", $"the server said {pusher.Busy} times that it is busy, but it was to wait");
    }

    public static async Task ShutdownAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var pusher = new JobPusher(connection, context, perPacket: 1, RetryAfter);
        var jobs = NewJobs(context, null, 8);
        await pusher.PushAsync(jobs);
        context.Expect(pusher.Done + pusher.Refused == jobs.Count, $"{pusher.Done} jobs were done and {pusher.Refused} refused, of {jobs.Count}");
    }

    static List<Job> NewJobs(ConversationContext context, ILedger? ledger, int count)
    {
        var jobs = new List<Job>();
        for (var id = 1u; id <= count; id++)
        {
            var payload = new byte[context.Random.Next(MaxPayload + 1)];
            context.Random.NextBytes(payload);
            ledger?.Sent($"job {id}", payload);
            jobs.Add(new Job(id, payload));
        }

        return jobs;
    }
}
