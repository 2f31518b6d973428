using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Input without an end, where no length says so: a byte of a message that is repeated, a length that never comes to its end, and lines or messages that follow each
/// other for ever while no answer is due.
/// </summary>
static class Floods
{
    /// <summary>Bytes from the start of a message in which a length is looked for.</summary>
    const int Header = 10;

    /// <summary>Bytes from the start of a message in which a length of 64 bits begins.</summary>
    const int Wide = 4;

    /// <summary>The longest message that is repeated as a whole.</summary>
    const int LongestUnit = 4 * 1024;

    /// <summary>256 MiB in 32 bits, in either order, and behind the seven bits that say that 64 follow.</summary>
    static readonly string[] Lengths = ["10000000", "00000010", "ff0000000010000000", "7f0000000010000000"];

    /// <summary>Whether it is one message that does not end: that many are kept which each do may be what a server is for.</summary>
    /// <param name="spec">The session.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsOfOneMessage(SessionSpec spec) => spec.Faults.All(rule => rule.Fault.Kind.Name != "flood" || rule.Fault.Text.EndsWith(" 1", StringComparison.Ordinal));

    /// <summary>The faults that flood one direction.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Who floods.</param>
    /// <returns>Faults, as they are written.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var bytes = plan.Record(direction)?.Written ?? default;
        if (plan.Conversation.EndsByClose || bytes.Length == 0)
        {
            yield break;
        }

        var units = Units(plan, direction, bytes);
        foreach (var (start, length) in Some(units, plan.Count(3)))
        {
            yield return $"flood @{start} 1";
            yield return $"flood @{start + (length / 2)} 1";
            yield return $"overwrite @{start + (length / 2)} ff | flood @{start + (length / 2)} 1";
        }

        foreach (var (start, length) in Some(units, plan.Count(6)).Where(unit => unit.Length is > 1 and <= LongestUnit))
        {
            yield return $"flood @{start} {length}";
        }

        foreach (var position in Enumerable.Range(0, Math.Min(Header, bytes.Length)).Take(plan.Count(Header)))
        {
            foreach (var lie in position < Wide ? Lengths : Lengths[..2])
            {
                var behind = position + (lie.Length / 2);
                if (behind < bytes.Length)
                {
                    yield return $"overwrite @{position} {lie} | flood @{behind} 1";
                }
            }
        }
    }

    /// <summary>Lines of a text, else frames, else what was written at once.</summary>
    static List<(int Start, int Length)> Units(SessionPlan plan, Direction direction, ReadOnlyMemory<byte> bytes)
    {
        const byte LineEnd = (byte)'\n';
        var span = bytes.Span;
        var units = new List<(int, int)>();
        if (plan.Spec.Plugin.Wire is null && span.Contains(LineEnd))
        {
            for (int start = 0, length; start < span.Length && (length = span[start..].IndexOf(LineEnd) + 1) > 0; start += length)
            {
                units.Add((start, length));
            }

            return units;
        }

        var starts = plan.Starts(direction).Where(start => start < bytes.Length).ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            units.Add(((int)starts[i], (int)((i + 1 < starts.Count ? starts[i + 1] : span.Length) - starts[i])));
        }

        return units;
    }

    /// <summary>Some of them: spread over all, the first among them.</summary>
    static IEnumerable<(int Start, int Length)> Some(List<(int Start, int Length)> units, int most) =>
        Enumerable.Range(0, Math.Min(most, units.Count)).Select(i => units[i * units.Count / Math.Min(most, units.Count)]);
}
