using System.Runtime.CompilerServices;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>
/// Finds out how much memory a session holds that was flooded: what lives when it has taken everything, less what lives when it has gone. That takes collections
/// of garbage, so it is done only where a role has taken the whole flood and still waits for more, and where so much was allocated that it can be held.
/// </summary>
static class HeldMemory
{
    /// <summary>How often it is measured exactly before a session is said to hold too much.</summary>
    const int Measures = 4;

    /// <summary>Bytes that are written back when a flood is answered, at least: one for each time that its bytes come, which are 256 at most and made no longer than twice that.</summary>
    const int Answers = FloodStage.Size / 512;

    /// <summary>How long those before are waited for: on a slow machine one takes a second, and as long as this is not more than half of what a blocked thread is given, who waits is not taken for one.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Held by one flooded session at a time: what another one takes or gives back while this one is weighed would count here.</summary>
    static Lock _scales = new();

    /// <summary>Runs a session.</summary>
    /// <param name="spec">The session.</param>
    /// <param name="run">Runs it; of a flooded one it says what lives while the session waits (<see cref="Live"/>), exactly or at most, 0 when it does not matter.</param>
    /// <returns>What it came to.</returns>
    public static SessionResult Measure(SessionSpec spec, Func<SessionSpec, bool, (SessionResult Result, long Live)> run)
    {
        if (!IsFlooded(spec))
        {
            return Isolated(spec, run, isExact: false).Result;
        }

        var scales = Take();
        try
        {
            // Sessions without a flood live on other threads too while this one is weighed: what is held is held every time.
            var result = Once(spec, run, isExact: false);
            for (var again = 0; again < Measures && result.Held > spec.Limits.MaxBuffered; again++)
            {
                result = Once(spec, run, isExact: true) is var next && (again == 0 || next.Held < result.Held) ? next : result;
            }

            return result;
        }
        finally
        {
            scales.Exit();
        }
    }

    /// <summary>Takes the scales. A plugin that has blocked its thread in a flood never gives them back: then there are others, for all who come behind it.</summary>
    static Lock Take()
    {
        while (true)
        {
            var scales = Volatile.Read(ref _scales);
            if (scales.TryEnter(Patience))
            {
                return scales;
            }

            Interlocked.CompareExchange(ref _scales, new Lock(), scales);
        }
    }

    /// <summary>What lives, where the session has taken a whole flood and can hold it: what was never allocated is not held.</summary>
    /// <param name="spec">What runs.</param>
    /// <param name="session">It: of a flood, its books are not what a role holds, and are forgotten.</param>
    /// <param name="allocated">What the session allocated on the simulation's thread, in bytes.</param>
    /// <param name="isKnown">Whether all its work was on that thread, so that nothing was allocated elsewhere.</param>
    /// <param name="isExact">Whether what waits for its finalizer does not count.</param>
    /// <returns>In bytes; 0 when no flood was taken, or none can be held.</returns>
    public static long Live(SessionSpec spec, Session session, long allocated, bool isKnown, bool isExact)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!IsFlooded(spec) || (isKnown && allocated <= spec.Limits.MaxBuffered) || !HasTaken(session.Recorder.Directions))
        {
            return 0;
        }

        session.ForgetBooks();
        return Collected(isExact);
    }

    /// <summary>Whether bytes without an end come in a session.</summary>
    /// <param name="spec">The session.</param>
    /// <returns>Whether they do.</returns>
    public static bool IsFlooded(SessionSpec spec)
    {
        foreach (var rule in spec.Faults)
        {
            if (rule.Fault.Kind.Name == "flood")
            {
                return true;
            }
        }

        return false;
    }

    static bool HasTaken(IReadOnlyList<DirectionRecord> directions) =>
        directions.Any(record => record.DeliveredCount >= FloodStage.Size && !IsAnswered(record, directions));

    /// <summary>
    /// Who answers what comes again and again takes each for a message by itself, of which any number is right: what both ends keep of those is no message that never ends. An
    /// answer to what was written before the flood is no longer than that, in protocols that give back what they get.
    /// </summary>
    static bool IsAnswered(DirectionRecord flooded, IReadOnlyList<DirectionRecord> directions) =>
        directions.Any(record => record.Connection == flooded.Connection && record.Direction != flooded.Direction && record.WrittenCount - flooded.WrittenCount > Answers);

    static SessionResult Once(SessionSpec spec, Func<SessionSpec, bool, (SessionResult Result, long Live)> run, bool isExact)
    {
        var (result, live) = Isolated(spec, run, isExact);
        return live == 0 ? result : result with { Held = live - Collected(isExact: true) };
    }

    static long Collected(bool isExact)
    {
        GC.Collect();
        if (isExact)
        {
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }

        return GC.GetTotalMemory(forceFullCollection: false);
    }

    /// <summary>Not inlined, so that nothing of the session lives on in a register of who measures.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (SessionResult Result, long Live) Isolated(SessionSpec spec, Func<SessionSpec, bool, (SessionResult Result, long Live)> run, bool isExact) => run(spec, isExact);
}
