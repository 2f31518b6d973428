namespace ProtoHarness.Engine.Simulation;

/// <summary>
/// How many pool threads are busy with what is nobody's in any simulation: tests that block them, a host's own work. It is the least that was seen for a
/// tenth of a second or more, because a thread that was woken for nothing looks busy until the machine lets it sleep again.
/// </summary>
static class PoolLevel
{
    static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);
    static readonly Lock Gate = new();
    static long windowStart;
    static long lastSample;
    static int least = int.MaxValue;
    static int leastBefore;

    /// <summary>The busy threads of the pool.</summary>
    public static int Busy()
    {
        ThreadPool.GetMaxThreads(out var max, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        return max - available;
    }

    /// <summary>Whether looking would tell nothing: the pool is as idle as it was seen to be before. It is asked after each step of every simulation.</summary>
    /// <param name="busy">What <see cref="Busy"/> says.</param>
    /// <returns>Whether nobody's work is on the pool.</returns>
    public static bool IsKnownIdle(int busy) => busy == 0 && Volatile.Read(ref least) == 0;

    /// <summary>Looks.</summary>
    /// <param name="busy">What <see cref="Busy"/> says.</param>
    /// <returns>The level.</returns>
    public static int Sample(int busy)
    {
        lock (Gate)
        {
            var now = TimeProvider.System.GetTimestamp();
            if (TimeProvider.System.GetElapsedTime(lastSample, now) > Window)
            {
                // Nobody looked for a while: nothing is known.
                (leastBefore, least, windowStart) = (0, busy, now);
            }
            else if (TimeProvider.System.GetElapsedTime(windowStart, now) > Window)
            {
                (leastBefore, least, windowStart) = (least, busy, now);
            }

            lastSample = now;
            least = Math.Min(least, busy);
            leastBefore = Math.Min(leastBefore, busy);
            return leastBefore;
        }
    }
}
