namespace ProtoHarness.Testing.Time;

/// <summary>A timer of <see cref="FakeTimeProvider"/>.</summary>
sealed class FakeTimer(FakeTimeProvider clock, long number, TimerCallback callback, object? state) : ITimer
{
    internal static readonly IComparer<FakeTimer> ByDueTime =
        Comparer<FakeTimer>.Create((a, b) => (a.Due, a._number).CompareTo((b.Due, b._number)));

    readonly long _number = number;

    // A timer's due time is its place in the clock's order, so it changes only while the timer is out of it, under the clock's lock.
    internal TimeSpan Due { get; set; }

    internal TimeSpan? Period { get; set; }

    internal bool Disposed { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        return clock.TrySchedule(this, dueTime, period);
    }

    public void Dispose() => clock.Cancel(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    internal void Fire() => callback(state);

    static void Check(TimeSpan time, string name)
    {
        if (time < TimeSpan.Zero && time != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, time, "A timer's time is zero, positive or infinite.");
    }
}
