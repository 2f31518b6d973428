namespace ProtoHarness.Engine.Findings;

/// <summary>Counts runs and says when to stop.</summary>
sealed class ShrinkBudget(ShrinkOptions options, CancellationToken cancellationToken)
{
    readonly long _start = options.Time.GetTimestamp();

    public int Runs { get; private set; }

    /// <summary>Why to stop; null: go on.</summary>
    public ShrinkEnd? End =>
        cancellationToken.IsCancellationRequested ? ShrinkEnd.Cancelled
        : Runs >= options.MaxRuns || (options.MaxTime is { } most && options.Time.GetElapsedTime(_start) >= most) ? ShrinkEnd.Budget
        : null;

    public bool Take()
    {
        if (End is not null)
        {
            return false;
        }

        // Each run is a sign of life to who watches the thread.
        Simulation.Heartbeat.Current?.Beat();
        Runs++;
        return true;
    }
}
