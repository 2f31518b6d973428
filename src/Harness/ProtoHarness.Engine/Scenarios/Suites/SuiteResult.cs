using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Findings;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>What one script of a suite came to.</summary>
/// <param name="Case">The script.</param>
/// <param name="Verdict">The worst verdict of its seeds.</param>
/// <param name="Message">Why.</param>
public sealed record SuiteResult(SuiteCase Case, Verdict Verdict, string Message)
{
    /// <summary>The script's title.</summary>
    public string Title { get; init; } = "";

    /// <summary>The clauses that it checks.</summary>
    public Sequence<Requirement> Requirements { get; init; } = [];

    /// <summary>How many sessions were run.</summary>
    public int Runs { get; init; }

    /// <summary>The mistakes of the script, when it could not be read or does not fit its plugin.</summary>
    public IReadOnlyList<ScriptError> Errors { get; init; } = [];

    /// <summary>The run that decided; null when there was none.</summary>
    public ScenarioRun? Run { get; init; }

    /// <summary>The failure, told for people; null when there is none.</summary>
    public FindingAccount? Account { get; init; }

    /// <summary>The finding of a failure, replayed; null when there is none.</summary>
    public Finding? Finding { get; init; }
}
