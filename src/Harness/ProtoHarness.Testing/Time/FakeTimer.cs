namespace ProtoHarness.Testing.Time;

/// <summary>A timer of <see cref="FakeTimeProvider"/>.</summary>
sealed class FakeTimer(FakeTimeProvider clock, long number, TimerCallback callback, object? state) : ITimer
{
    const long Longest = 0xFFFF_FFFE;

    internal static readonly IComparer<FakeTimer> ByDueTime =
        Comparer<FakeTimer>.Create((a, b) => (a.Due, a._number).CompareTo((b.Due, b._number)));

    readonly long _number = number;

    // A timer's due time is its place in the clock's order, so it changes only while the timer is out of it, under the clock's lock.
    internal TimeSpan Due { get; set; }

    internal TimeSpan? Period { get; set; }

    internal bool Disposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        // The spans that the machine's timers refuse are refused here too, so that a test sees what production would.
        var due = Milliseconds(dueTime, nameof(dueTime));
        var again = Milliseconds(period, nameof(period));
        return clock.TrySchedule(
            this,
            due == Timeout.Infinite ? null : dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero,
            again <= 0 ? null : period);
    }

    public void Dispose() => clock.Cancel(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    internal void Fire() => callback(state);

    static long Milliseconds(TimeSpan time, string name) =>
        (long)time.TotalMilliseconds is >= Timeout.Infinite and <= Longest and var milliseconds
            ? milliseconds
            : throw new ArgumentOutOfRangeException(name, time, "A timer's time is zero, positive and at most 2^32 - 2 ms, or infinite.");
}
