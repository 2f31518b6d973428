using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;

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
        foreach (var law in (SessionLaw[])[main, Leaks])
        {
            var judgement = law.Judge(result);
            if (judgement.Verdict == Verdict.Fail)
            {
                return (law, judgement);
            }
        }

        return (null, Judgement.Pass);
    }

    static SessionLaw Law(string id) => SessionLaws.Find(id) ?? throw new InvalidOperationException($"there is no law '{id}'");
}
