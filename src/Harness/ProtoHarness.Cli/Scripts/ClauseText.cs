using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Scripts;

/// <summary>The table of <c>run --clauses</c>: each clause that a script checks, the worst verdict of its scripts, and how many they are.</summary>
static class ClauseText
{
    public static void Write(IReadOnlyList<SuiteResult> results, Screen screen)
    {
        var clauses = results.SelectMany(result => result.Requirements.Select(requirement => (Requirement: requirement, Result: result)))
            .GroupBy(pair => (pair.Requirement.Clause, pair.Requirement.Level)).OrderBy(group => group.Key.Clause, StringComparer.Ordinal).ToList();
        screen.Line();
        foreach (var group in clauses)
        {
            var count = group.Count();
            var worst = group.Max(pair => pair.Result.Verdict);
            screen.Line($"  {VerdictText.Format(worst),-13} {group.Key.Clause,-12} {group.Key.Level.ToString().ToUpperInvariant(),-7} {count,3} script{(count == 1 ? "" : "s")}{(worst == Verdict.Pass ? "" : $": {group.First(pair => pair.Result.Verdict == worst).Result.Case.Id}")}");
        }

        screen.Line($"{clauses.Count(group => group.All(pair => pair.Result.Verdict == Verdict.Pass))} of {clauses.Count} clauses held.");
    }
}
