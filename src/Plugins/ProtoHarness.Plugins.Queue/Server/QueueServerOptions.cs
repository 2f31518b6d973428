namespace ProtoHarness.Plugins.Queue;

/// <summary>The limits of a <see cref="QueueServer"/>.</summary>
public sealed record QueueServerOptions
{
    /// <summary>The most jobs that wait for a worker, over all connections. Setting: <c>capacity</c>.</summary>
    public int Capacity { get; init; } = 64;

    /// <summary>The workers, over all connections. Setting: <c>workers</c>.</summary>
    public int Workers { get; init; } = 4;

    /// <summary>The largest payload, in bytes. Setting: <c>max-job</c>.</summary>
    public int MaxJob { get; init; } = Job.MaxPayload;

    /// <summary>What happens to a job for which there is no room. Setting: <c>when-full</c>.</summary>
    public WhenFull WhenFull { get; init; }

    /// <summary>
    /// The most jobs of one connection whose last receipt has not left yet; no further one is read before. It bounds what a client that pushes but does not
    /// read can make the server hold. Setting: <c>max-outstanding</c>.
    /// </summary>
    public int MaxOutstanding { get; init; } = 1024;

    /// <summary>How long a shutdown waits for clients to end after they were told. Setting: <c>drain-time</c>.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether jobs are written into the connection's ledger: not where a client cannot know whether a job will be taken.</summary>
    public bool KeepsLedger { get; init; } = true;
}
