using System.Text.Unicode;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Input without an end, where no length says so: a byte of a message that is repeated, and a length that never comes to its end. Bytes below 0x20 are not repeated: small
/// lengths make millions of messages of them, each of which may be right, and be answered.
/// </summary>
static class Floods
{
    /// <summary>Bytes from the start of a message in which a length is looked for.</summary>
    const int Header = 10;

    /// <summary>Bytes from the start of a message in which a length of 64 bits begins.</summary>
    const int Wide = 4;

    const byte Least = 0x20;

    /// <summary>256 MiB in 32 bits, in either order, and in four groups of seven bits.</summary>
    static readonly string[] Lengths = ["10000000", "00000010", "ffffff7f"];

    /// <summary>256 MiB behind the seven bits that say that 64 follow, with and without another bit before them.</summary>
    static readonly string[] WideLengths = ["ff0000000010000000", "7f0000000010000000"];

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

        var starts = plan.Starts(direction).Where(start => start < bytes.Length).ToList();
        foreach (var start in Some(starts, plan.Count(3)))
        {
            if (Repeatable(bytes, start) is { } at)
            {
                yield return $"flood @{at} 1";
                yield return $"overwrite @{at} ff | flood @{at} 1";
            }
        }

        if (HasNoNumbers(bytes.Span))
        {
            yield break;
        }

        for (var position = 0; position < Math.Min(Header, plan.Count(Header)); position++)
        {
            foreach (var lie in position < Wide ? Lengths.Concat(WideLengths) : Lengths)
            {
                if (Repeatable(bytes, position + (lie.Length / 2)) is { } behind)
                {
                    yield return $"overwrite @{position} {lie} | flood @{behind} 1";
                }
            }
        }
    }

    /// <summary>Whether all is readable text: then no length stands there in binary.</summary>
    static bool HasNoNumbers(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b is < 0x20 or 0x7f && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return false;
            }
        }

        return Utf8.IsValid(bytes);
    }

    /// <summary>Where the next byte is that may be repeated.</summary>
    static long? Repeatable(ReadOnlyMemory<byte> bytes, long from)
    {
        for (var at = from; at < bytes.Length; at++)
        {
            if (bytes.Span[(int)at] >= Least)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>Some of them: spread over all, the first among them.</summary>
    static IEnumerable<long> Some(List<long> starts, int most) =>
        Enumerable.Range(0, Math.Min(most, starts.Count)).Select(i => starts[i * starts.Count / Math.Min(most, starts.Count)]);
}
