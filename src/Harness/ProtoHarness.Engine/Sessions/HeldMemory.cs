using System.Runtime.CompilerServices;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>
/// Finds out how much memory a session holds that was flooded: what lives when it has taken everything, less what lives when it has gone. That takes collections
/// of garbage, so it is done only where a role has taken the whole flood and still waits for more, and where so much was allocated that it can be held.
/// </summary>
static class HeldMemory
{
    /// <summary>How often it is measured before a session is said to hold too much.</summary>
    const int Measures = 4;

    /// <summary>Bytes that are written back when a flood is answered, at least: one for each time that its bytes come, which are 256 at most and made no longer than twice that.</summary>
    const int Answers = FloodStage.Size / 512;

    static readonly Lock OneAtATime = new();

    /// <summary>Runs a session.</summary>
    /// <param name="spec">The session.</param>
    /// <param name="run">Runs it; measured, it says what lives while the session waits, 0 when it does not matter.</param>
    /// <returns>What it came to.</returns>
    public static SessionResult Measure(SessionSpec spec, Func<SessionSpec, bool, (SessionResult Result, long Live)> run)
    {
        var first = run(spec, false).Result;
        if (!IsFlooded(spec) || !MayHold(first))
        {
            return first;
        }

        lock (OneAtATime)
        {
            // Sessions on other threads live too while this one is measured: what is held is held every time.
            var result = Once(spec, run);
            for (var again = 1; again < Measures && result.Held > spec.Limits.MaxBuffered; again++)
            {
                result = Once(spec, run) is var next && next.Held < result.Held ? next : result;
            }

            return result;
        }
    }

    /// <summary>What lives, where the session has taken a whole flood.</summary>
    /// <param name="session">What runs: of a flood, its books are not what a role holds, and are forgotten.</param>
    /// <returns>In bytes; 0 when no flood was taken.</returns>
    public static long Live(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!HasTaken(session.Recorder.Directions))
        {
            return 0;
        }

        session.ForgetBooks();
        return GC.GetTotalMemory(forceFullCollection: true);
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

    /// <summary>What was never allocated is not held. Only of its own thread a session knows how much that was: where its work has been on others, it is measured.</summary>
    static bool MayHold(SessionResult result) =>
        result.End == Simulation.SimulationEnd.Quiescent && HasTaken(result.Directions)
        && (result.AllocatedInAll > result.Spec.Limits.MaxBuffered || result.ForeignPosts > 0 || result.IsUncertain);

    static bool HasTaken(IReadOnlyList<DirectionRecord> directions) =>
        directions.Any(record => record.DeliveredCount >= FloodStage.Size && !IsAnswered(record, directions));

    /// <summary>
    /// Who answers what comes again and again takes each for a message by itself, of which any number is right: what both ends keep of those is no message that never ends. An
    /// answer to what was written before the flood is no longer than that, in protocols that give back what they get.
    /// </summary>
    static bool IsAnswered(DirectionRecord flooded, IReadOnlyList<DirectionRecord> directions) =>
        directions.Any(record => record.Connection == flooded.Connection && record.Direction != flooded.Direction && record.WrittenCount - flooded.WrittenCount > Answers);

    static SessionResult Once(SessionSpec spec, Func<SessionSpec, bool, (SessionResult Result, long Live)> run)
    {
        var (result, live) = Isolated(spec, run);
        return live == 0 ? result : result with { Held = live - GC.GetTotalMemory(forceFullCollection: true) };
    }

    /// <summary>Not inlined, so that nothing of the session lives on in a register of who measures.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static (SessionResult Result, long Live) Isolated(SessionSpec spec, Func<SessionSpec, bool, (SessionResult Result, long Live)> run) => run(spec, true);
}
