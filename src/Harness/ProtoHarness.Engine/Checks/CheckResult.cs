using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Checks;

/// <summary>What a check came to.</summary>
/// <param name="Plugin">The plugin's id.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Rows">A row for each law, in the order of the catalogue.</param>
/// <param name="Finished">Whether all cases were judged; false when time ran out or it was interrupted.</param>
/// <param name="Elapsed">The real time it took.</param>
public sealed record CheckResult(string Plugin, Simulation.Seed Seed, IReadOnlyList<CheckRow> Rows, bool Finished, TimeSpan Elapsed)
{
    /// <summary>All that broke a law.</summary>
    public IEnumerable<(CheckRow Row, CheckFailure Failure)> Failures => Rows.SelectMany(row => row.Failures.Select(failure => (row, failure)));

    /// <summary>The worst verdict.</summary>
    public Verdict Worst => Rows.Count == 0 ? Verdict.Unsupported : Rows.Max(row => row.Verdict is Verdict.Unsupported ? Verdict.Pass : row.Verdict);
}
