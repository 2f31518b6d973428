using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Reports;

/// <summary>What a run came to, for reports: the same whether laws were checked or scripts were run.</summary>
/// <param name="Command">What was run: <c>check</c> or <c>run</c>.</param>
/// <param name="Version">The version of ProtoHarness.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Suites">A suite for each plugin, or one for all scripts.</param>
public sealed record Report(string Command, string Version, string Seed, IReadOnlyList<ReportSuite> Suites)
{
    /// <summary>Whether all that was to be run was run.</summary>
    public bool IsFinished { get; init; } = true;

    /// <summary>What could not be loaded or read, a line each.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>How many cases have a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>The number.</returns>
    public int Count(Verdict verdict) => Suites.Sum(suite => suite.Cases.Count(c => c.Verdict == verdict));
}
