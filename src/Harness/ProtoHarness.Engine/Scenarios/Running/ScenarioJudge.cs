using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Says what a run of a script came to.</summary>
static class ScenarioJudge
{
    public static (Verdict Verdict, string Message) Judge(BoundScenario bound, SessionResult result, ScriptRun? run)
    {
        if (result.Unsupported is { } unsupported)
        {
            return (Verdict.Unsupported, unsupported);
        }

        if (Failure(bound.Scenario, result, run) is { } failure)
        {
            var isStrict = bound.Scenario.Requirements.Count == 0 || bound.Scenario.Requirements.Any(r => r.Level == RequirementLevel.Must);
            return (isStrict ? Verdict.Fail : Verdict.NonStrict, failure);
        }

        return NeverFired(result) is { } rule
            ? (Verdict.Unsupported, $"the fault '{rule}' never fired, so the script shows nothing")
            : (Verdict.Pass, "");
    }

    /// <summary>The first thing that does not hold, the most telling first.</summary>
    static string? Failure(Scenario scenario, SessionResult result, ScriptRun? run) =>
        Crash(result) ?? Unexpected(result) ?? Deadlock(result, run) ?? Corruption(result, run) ?? Outcomes(scenario, result, run) ?? Leak(result) ?? States(scenario, result);

    static string? Unexpected(SessionResult result) => result.Roles.FirstOrDefault(role => role.Outcome == RoleOutcome.Unexpected)?.Error?.Message;

    static string? Crash(SessionResult result) => result.Roles.FirstOrDefault(role => role.Outcome == RoleOutcome.Failed)?.ToString();

    static string? Deadlock(SessionResult result, ScriptRun? run)
    {
        if (result.End == SimulationEnd.Finished)
        {
            return null;
        }

        var where = run?.StoppedAt is { } line ? $"; the script waits in {ScriptFailure.Where(line)}" : "";
        var waiting = result.Waiting.Count > 0 ? "; " + string.Join("; ", result.Waiting) : "";
        return result.End switch
        {
            SimulationEnd.Quiescent => $"deadlock: nothing can go on{where}{waiting}",
            SimulationEnd.StepLimit => $"the session runs without end: {result.Steps} steps (limits steps){where}",
            _ => $"the session does not end within its time (limits {(result.Steps > 0 ? "virtual-time" : "real-time")}){where}{waiting}",
        };
    }

    static string? Corruption(SessionResult result, ScriptRun? run) => result.Flows.FirstOrDefault(flow => run?.IsByHand(flow.Connection) != true) is { } flow
        && (flow.Kind != FlowProblemKind.Incomplete || result.Completed) ? flow.Message : null;

    static string? Leak(SessionResult result) => result.Leaks.Count > 0 ? string.Join("; ", result.Leaks) : null;

    static string? Outcomes(Scenario scenario, SessionResult result, ScriptRun? run)
    {
        var said = scenario.Expectations.Where(e => !e.IsNever && e.Value.Text is "completed" or "refused").ToList();
        foreach (var expectation in said)
        {
            if (Outcome(expectation, result, run) is { } wrong)
            {
                return $"{ScriptFailure.Where(expectation.Source)}: {wrong}";
            }
        }

        // A client whose outcome nobody speaks of completes, unless something hostile was done to it.
        var speaksOfClients = said.Exists(e => e.Subject.Text != EndName.Server);
        var hostile = Hostile(scenario.Steps) || result.Spec.Faults.Any(rule => !rule.Fault.Kind.IsBenign);
        var refused = speaksOfClients || hostile ? null : result.Roles.FirstOrDefault(role => role.Name[0] == 'C' && role.Outcome != RoleOutcome.Completed);
        return refused is null ? null : $"{refused}, and the script does not expect it";
    }

    static string? Outcome(Expectation expectation, SessionResult result, ScriptRun? run)
    {
        var wantsRefusal = expectation.Value.Text == "refused";
        var refusals = run?.Refusals.ToList() ?? [];
        var subject = expectation.Subject.Text;
        var isServer = subject == EndName.Server;
        var roles = subject == "outcome" ? result.Roles : [.. result.Roles.Where(role => role.Name[0] == (isServer ? 'S' : 'C'))];
        var refused = refusals.FirstOrDefault(r => subject == "outcome" || r.Client == subject);
        var role = roles.FirstOrDefault(r => r.Outcome != RoleOutcome.Completed);
        var how = role?.ToString() ?? (refused.Error is null || isServer ? null : $"{refused.Client} refused: {refused.Error.Message}");
        return wantsRefusal == how is not null ? null : wantsRefusal ? $"{(subject == "outcome" ? "all" : subject)} completed" : how;
    }

    static string? States(Scenario scenario, SessionResult result)
    {
        foreach (var expectation in scenario.Expectations.Where(e => e.Subject.Text == "state"))
        {
            var said = result.States.FirstOrDefault(state => state.EndsWith(expectation.Value.Text, StringComparison.Ordinal));
            if (expectation.IsNever == said is not null)
            {
                return $"{ScriptFailure.Where(expectation.Source)}: {(said is null ? "no role said so" : said)}";
            }
        }

        return null;
    }

    static bool Hostile(IEnumerable<Step> steps) => steps.Any(step => step switch
    {
        FaultStep fault => fault.Rules.Any(rule => !rule.Fault.Kind.IsBenign),
        SendStep send => send.Faults.Any(fault => !fault.Kind.IsBenign),
        BlockStep block => Hostile(block.Body),
        RepeatStep repeat => Hostile(repeat.Body),
        ParStep par => par.Branches.Any(branch => Hostile(branch)),
        _ => false,
    });

    static string? NeverFired(SessionResult result) => result.Receipts
        .GroupBy(receipt => receipt.Rule, StringComparer.Ordinal)
        .FirstOrDefault(rule => rule.All(receipt => receipt.Fired == 0))?.Key
        ?? (result.Spec.Faults.Count > 0 && result.Receipts.Count == 0 ? result.Spec.Faults[0].ToString() : null);
}
