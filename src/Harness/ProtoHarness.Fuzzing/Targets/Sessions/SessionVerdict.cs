using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>Asks of a session the laws that its faults allow to ask.</summary>
static class SessionVerdict
{
    static readonly SessionLaw Completes = Law("session/completes");
    static readonly SessionLaw Benign = Law("session/benign");
    static readonly SessionLaw Hostile = Law("session/hostile");
    static readonly SessionLaw Cancellation = Law("session/cancellation");
    static readonly SessionLaw Leaks = Law("session/leaks");

    /// <summary>The first law that the session breaks.</summary>
    /// <returns>The law and how it is broken; no law when all hold.</returns>
    public static (SessionLaw? Law, Judgement Judgement) Of(SessionResult result)
    {
        var faults = result.Spec.Faults;
        var main = faults.Count == 0 ? Completes
            : faults.All(f => f.Fault.Kind.IsBenign) ? Benign
            : faults.All(f => f.Fault.Kind.Name == "cancel") ? Cancellation
            : Hostile;
        return First(result, main, Leaks);
    }

    /// <summary>
    /// The first law that the session breaks when one side was played: the other must complete or refuse cleanly, and let go. What was
    /// played keeps no books and follows no protocol, so that nothing is owed to it, and who waits for more of it is in the right.
    /// </summary>
    /// <returns>The law and how it is broken; no law when all hold.</returns>
    public static (SessionLaw? Law, Judgement Judgement) OfPlayed(SessionResult result)
    {
        result = result with { Flows = [], End = result.End == SimulationEnd.StepLimit ? SimulationEnd.StepLimit : SimulationEnd.Finished };
        return First(result, Hostile, Leaks);
    }

    static (SessionLaw? Law, Judgement Judgement) First(SessionResult result, SessionLaw main, SessionLaw second)
    {
        var judgement = main.Judge(result);
        if (judgement.Verdict == Verdict.Fail)
        {
            return (main, judgement);
        }

        judgement = second.Judge(result);
        return judgement.Verdict == Verdict.Fail ? (second, judgement) : (null, Judgement.Pass);
    }

    static SessionLaw Law(string id) => SessionLaws.Find(id) ?? throw new InvalidOperationException($"there is no law '{id}'");
}
