using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>Datagrams of which only the beginning comes, down to nothing at all: anybody may send an empty one, and a header is read before it is known to be whole.</summary>
static class ShortDatagrams
{
    /// <summary>Datagrams of a direction that are shortened.</summary>
    const int Datagrams = 4;

    /// <summary>Bytes within which most headers end: each length up to this is tried.</summary>
    const int Header = 12;

    /// <summary>The faults that shorten one direction's datagrams.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Whose datagrams.</param>
    /// <returns>Faults, as they are written.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Record(direction) is not { } record)
        {
            yield break;
        }

        foreach (var n in Enumerable.Range(1, Math.Min(record.Messages.Count, plan.Count(Datagrams))))
        {
            var length = (int)((n < record.Messages.Count ? record.Messages[n] : record.WrittenCount) - record.Messages[n - 1]);
            foreach (var rest in Enumerable.Range(0, plan.Count(Header)).Append(length / 2).Append(length - 1).Where(rest => rest < length).Distinct())
            {
                yield return $"shorten-nth {n} {rest}";
            }
        }
    }
}
