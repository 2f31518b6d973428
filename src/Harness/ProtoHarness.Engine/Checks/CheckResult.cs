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
    /// <summary>How many seeds it was checked by.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>What several seeds came to: <see cref="Seed"/> is the last one's, which is the only one that may have failed.</summary>
    /// <param name="next">The next seed's.</param>
    /// <returns>Both as one.</returns>
    public CheckResult And(CheckResult next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var laws = Rows.Concat(next.Rows).GroupBy(row => row.Law.Id, StringComparer.Ordinal);
        return next with { Rows = [.. laws.Select(rows => rows.Aggregate((a, b) => a.And(b)))], Finished = Finished && next.Finished, Elapsed = Elapsed + next.Elapsed, Seeds = Seeds + next.Seeds };
    }

    /// <summary>All that broke a law.</summary>
    public IEnumerable<(CheckRow Row, CheckFailure Failure)> Failures => Rows.SelectMany(row => row.Failures.Select(failure => (row, failure)));

    /// <summary>The worst verdict.</summary>
    public Verdict Worst => Rows.Count == 0 ? Verdict.Unsupported : Rows.Max(row => row.Verdict is Verdict.Unsupported ? Verdict.Pass : row.Verdict);
}
