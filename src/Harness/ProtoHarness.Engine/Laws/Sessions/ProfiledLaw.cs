using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>A law that is asked about sessions under faults that a profile draws, and not about its own choice of them.</summary>
/// <param name="judge">The law.</param>
/// <param name="profile">What draws the faults.</param>
sealed class ProfiledLaw(SessionLaw judge, FaultProfile profile) : SessionLaw
{
    /// <summary>Sessions for each conversation, as far as it is cheap.</summary>
    const int Sessions = 256;

    const int MostClients = 3;

    public override Law Law => judge.Law;

    public override bool StandsAlone => judge.StandsAlone;

    /// <summary>The law that a profile's faults are judged by.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The law.</returns>
    public static ProfiledLaw Of(FaultProfile profile) => new(profile.IsBenign ? new BenignLaw() : new HostileLaw(), profile);

    public override bool AppliesTo(Abstractions.ConnectionKind kind) => kind == Abstractions.ConnectionKind.Stream;

    public override IEnumerable<SessionSpec> Cases(SessionPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        for (var i = 0; i < plan.Count(Sessions); i++)
        {
            var seed = plan.Seed.Derive($"profile/{i}");
            var clients = 1 + (i % MostClients);
            yield return plan.Spec with
            {
                Clients = clients,
                Seed = seed,
                ExploreSchedule = true,
                Faults = [.. Enumerable.Range(1, clients * plan.Connections).SelectMany(connection =>
                    profile.Draw(seed, connection, plan.MostBytes).Select(rule => rule with { Connection = connection }))],
            };
        }
    }

    public override SessionSpec? Fit(SessionSpec spec) => judge.Fit(spec);

    /// <summary>A rule that a short session never met takes nothing from what the others showed.</summary>
    public override (Judgement Judgement, SessionResult Result) Try(SessionSpec spec)
    {
        var result = SessionRunner.Run(spec);
        var met = result.Receipts.Any(receipt => receipt.Fired > 0) || spec.Faults.Count == 0;
        return (Broken(result) ?? (met && result.Unsupported is null ? Judge(result) : Judgement.Unsupported(result.Unsupported ?? "none of the faults fired")), result);
    }

    public override Judgement Judge(SessionResult result) => judge.Judge(result);
}
