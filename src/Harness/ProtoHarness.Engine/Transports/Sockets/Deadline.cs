namespace ProtoHarness.Engine.Transports;

/// <summary>A moment of the machine's clock until which something is waited for.</summary>
readonly struct Deadline
{
    readonly long _start;
    readonly TimeSpan _limit;

    Deadline(TimeSpan limit) => (_start, _limit) = (TimeProvider.System.GetTimestamp(), limit);

    /// <summary>What is left: zero when it is over, <see cref="Timeout.InfiniteTimeSpan"/> when it never is.</summary>
    public TimeSpan Left => _limit == Timeout.InfiniteTimeSpan ? _limit
        : _limit - TimeProvider.System.GetElapsedTime(_start) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>So long from now.</summary>
    /// <param name="limit">How long; <see cref="Timeout.InfiniteTimeSpan"/>: without an end.</param>
    /// <returns>The moment.</returns>
    public static Deadline In(TimeSpan limit) => new(limit);
}
