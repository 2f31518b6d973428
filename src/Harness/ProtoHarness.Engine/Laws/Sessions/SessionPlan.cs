using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Laws;

/// <summary>One conversation with given values, and what a run of it without faults has shown.</summary>
/// <param name="Baseline">The session without faults, in memory, first come first served, with its bytes.</param>
/// <param name="Seed">Where the plan's own randomness comes from.</param>
/// <param name="Effort">How many cases, as a factor on the usual number.</param>
public sealed record SessionPlan(SessionResult Baseline, Seed Seed, double Effort)
{
    /// <summary>The session without faults.</summary>
    public SessionSpec Spec => Baseline.Spec with { KeepBytes = false, KeepTrace = false };

    /// <summary>The conversation.</summary>
    public Conversation Conversation => Spec.Conversation;

    /// <summary>The bytes that crossed a direction of the first connection without faults.</summary>
    /// <param name="direction">The direction.</param>
    /// <returns>The record, or null when there was no connection.</returns>
    public DirectionRecord? Record(Direction direction) => Baseline.Directions.FirstOrDefault(d => d.Connection == 1 && d.Direction == direction);

    /// <summary>A number of cases, scaled by the effort.</summary>
    /// <param name="usual">The usual number.</param>
    /// <returns>At least 1.</returns>
    public int Count(int usual) => Math.Max(1, (int)(usual * Effort));

    /// <summary>Positions in a direction's stream: all of them, or an even choice with both ends when there are too many.</summary>
    /// <param name="direction">The direction.</param>
    /// <param name="first">The first position of interest.</param>
    /// <param name="usual">How many are taken at most, before scaling.</param>
    /// <returns>Positions in ascending order, without the stream's end.</returns>
    public IEnumerable<long> Positions(Direction direction, long first, int usual)
    {
        var length = Record(direction)?.WrittenCount ?? 0;
        var count = Count(usual);
        if (length - first <= count)
        {
            for (var position = first; position < length; position++)
            {
                yield return position;
            }

            yield break;
        }

        // Every byte of the beginning, where headers are, then seeded positions over the rest.
        var dense = Math.Min(count / 2, length - first);
        for (var position = first; position < first + dense; position++)
        {
            yield return position;
        }

        var random = Seed.Derive($"positions/{direction}").NewRandom();
        var rest = new SortedSet<long>();
        while (rest.Count < count - dense)
        {
            rest.Add(random.NextInt64(first + dense, length));
        }

        foreach (var position in rest)
        {
            yield return position;
        }
    }

    /// <summary>The session with faults.</summary>
    /// <param name="rules">The faults, as they are written.</param>
    /// <returns>The specification.</returns>
    public SessionSpec Under(string rules) => Spec with { Faults = FaultRule.Parse(rules) };
}
