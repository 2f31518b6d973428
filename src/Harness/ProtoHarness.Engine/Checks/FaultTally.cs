using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Checks;

/// <summary>How a law fared under one kind of fault.</summary>
/// <param name="Fault">The fault's name; <c>none</c> for sessions without faults.</param>
/// <param name="Cases">How many sessions were judged.</param>
/// <param name="Unsupported">How many of them said nothing.</param>
/// <param name="Failed">How many of them broke the law.</param>
public sealed record FaultTally(string Fault, int Cases, int Unsupported, int Failed)
{
    /// <summary>The first session in memory that held, short enough to be drawn; null when there is none.</summary>
    public SessionSpec? Example { get; init; }

    /// <summary>Adds up what several parts counted.</summary>
    /// <param name="tallies">The counts.</param>
    /// <returns>One for each fault, by name.</returns>
    internal static IReadOnlyList<FaultTally> Sum(IEnumerable<FaultTally> tallies) =>
        [.. tallies.GroupBy(tally => tally.Fault, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new FaultTally(group.Key, group.Sum(t => t.Cases), group.Sum(t => t.Unsupported), group.Sum(t => t.Failed)) { Example = group.Select(t => t.Example).FirstOrDefault(example => example is not null) })];
}
