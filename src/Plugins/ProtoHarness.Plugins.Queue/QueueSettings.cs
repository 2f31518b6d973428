using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Queue;

/// <summary>The plugin's options.</summary>
public static class QueueSettings
{
    /// <summary>How many jobs wait at most.</summary>
    public static readonly Parameter<int> Capacity = Parameter.Int("capacity", "the jobs that wait for a worker at most", 4, min: 1, max: 1_000_000, samples: [1]);

    /// <summary>How many workers.</summary>
    public static readonly Parameter<int> Workers = Parameter.Int("workers", "the workers", 2, min: 1, max: 1024, samples: [1]);

    /// <summary>What a full queue means.</summary>
    public static readonly Parameter<string> WhenFull = Parameter.Text(
        "when-full", "what a full queue means: busy (the client is told) or wait (it is read no further)", "busy", ["busy", "wait"], ["wait"]);

    /// <summary>How long a job takes.</summary>
    public static readonly Parameter<TimeSpan> Work = Parameter.Duration("work", "a job takes up to so long, by the seed", TimeSpan.FromMilliseconds(3));

    /// <summary>The largest job.</summary>
    public static readonly Parameter<long> MaxJob = Parameter.Size("max-job", "the largest payload of a job", 64 * 1024, min: 1, max: Job.MaxPayload);

    /// <summary>How many jobs of a connection may be open.</summary>
    public static readonly Parameter<int> MaxOutstanding = Parameter.Int(
        "max-outstanding", "the jobs of one connection whose last receipt has not left, at most", 1024, min: 1);

    /// <summary>How long a shutdown waits.</summary>
    public static readonly Parameter<TimeSpan> DrainTime = Parameter.Duration(
        "drain-time", "how long a shutdown waits for clients to end after they were told", TimeSpan.FromSeconds(5));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Parameter> All { get; } = [Capacity, Workers, WhenFull, Work, MaxJob, MaxOutstanding, DrainTime];

    /// <summary>The options of a server.</summary>
    /// <param name="context">Where the values are.</param>
    /// <returns>The options.</returns>
    public static QueueServerOptions Server(RoleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new QueueServerOptions
        {
            Capacity = context.Get(Capacity),
            Workers = context.Get(Workers),
            WhenFull = context.Get(WhenFull) == "wait" ? Queue.WhenFull.StopReading : Queue.WhenFull.SayBusy,
            MaxJob = (int)context.Get(MaxJob),
            MaxOutstanding = context.Get(MaxOutstanding),
            DrainTime = context.Get(DrainTime),
        };
    }
}
