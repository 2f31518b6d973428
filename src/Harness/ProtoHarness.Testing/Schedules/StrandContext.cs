namespace ProtoHarness.Testing.Schedules;

/// <summary>Makes every continuation that is posted to it a strand of the run.</summary>
sealed class StrandContext(ScheduleRun run) : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => run.Add("continuation", d, state);

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;
}
