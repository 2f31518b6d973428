using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Lengths, counts and kinds that are one less or one more, in protocols that do not say where theirs stand: whoever takes what has any content for whole reads beyond the end of
/// one byte, and a kind that nobody has is next to one that somebody has.
/// </summary>
static class OneOff
{
    /// <summary>Bytes from the start of a message in which a number is looked for.</summary>
    const int Header = 8;

    /// <summary>Messages at the beginning of a direction, and as many at its end, where others stand.</summary>
    const int AtEachEnd = 3;

    /// <summary>Bytes that are changed at most, before scaling.</summary>
    const int Usual = 2 * AtEachEnd * Header;

    /// <summary>The faults that put one direction off by one.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Who is off.</param>
    /// <returns>Faults, as they are written; none where it is known what frames cross, since those are changed by their fields.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var bytes = plan.Record(direction)?.Written ?? default;
        if (plan.Spec.Plugin.Wire?.Invoke(plan.Spec.Values).Codec(direction) is not null)
        {
            yield break;
        }

        var starts = plan.Starts(direction);
        var chosen = starts.Take(AtEachEnd).Concat(starts.TakeLast(AtEachEnd)).Distinct().ToList();
        var positions = Enumerable.Range(0, Header).SelectMany(i => chosen.Select(start => start + i)).Where(at => at < bytes.Length).Distinct();
        foreach (var at in positions.Take(plan.Count(Usual)))
        {
            var value = bytes.Span[(int)at];
            yield return $"overwrite @{at} {unchecked((byte)(value - 1)):x2}";
            yield return $"overwrite @{at} {unchecked((byte)(value + 1)):x2}";
        }
    }
}
