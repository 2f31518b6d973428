using System.Buffers.Binary;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Messages of frames that never end: a frame comes again and again, as it is, with a flag that may say that more follows, and behind a number that may say how much does. Each
/// by itself is right; who gathers them until the message is whole needs a limit of what all of them come to.
/// </summary>
static class Fragments
{
    /// <summary>Bytes of a frame that is repeated at least: shorter ones come in hundreds of thousands.</summary>
    const int Shortest = 128;

    /// <summary>Bytes of a frame that is repeated at most.</summary>
    const int Longest = 16 * 1024;

    /// <summary>Bytes of a head that may have been written apart at most.</summary>
    const int Head = 16;

    /// <summary>Kinds of frames, by their first byte, that are repeated.</summary>
    const int Kinds = 2;

    /// <summary>Bits from the start of a frame in which a flag is looked for.</summary>
    const int Flags = 16;

    /// <summary>How many of them are tried, before scaling: frames are long where values are larger than usual, and those are tried less often.</summary>
    const int UsualFlags = 54;

    /// <summary>Numbers in the frame before that are made larger.</summary>
    const int Numbers = 4;

    /// <summary>What may follow, as a multiple of the frame that does.</summary>
    const int Follows = 64;

    /// <summary>The faults that make a message of one direction endless.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Who gathers nothing, and sends.</param>
    /// <returns>Faults, as they are written; none where the direction is text, whose lines are repeated.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var bytes = plan.Record(direction)?.Written ?? default;
        if (plan.Conversation.EndsByClose || SyntaxLies.IsText(bytes.Span))
        {
            yield break;
        }

        var starts = plan.Starts(direction);
        foreach (var (before, start, length) in Long(bytes, starts, parts: 1).Concat(Long(bytes, starts, parts: 2)))
        {
            yield return $"flood @{start} {length}";
            foreach (var (position, number) in Larger(bytes, before, start, length).Take(Numbers))
            {
                yield return $"overwrite @{position} {number} | flood @{start} {length}";
            }

            for (var bit = 0; bit < Math.Min(Flags, plan.Count(UsualFlags)); bit++)
            {
                yield return $"flip @{start + (bit / 8)} {7 - (bit % 8)} | flood @{start} {length}";
            }
        }
    }

    /// <summary>The first frame of each kind that is long enough, with where the frame before it starts.</summary>
    /// <param name="bytes">What was sent.</param>
    /// <param name="starts">Where frames start, or where writes began.</param>
    /// <param name="parts">How many of those make one: two for a head that was written apart from what it is the head of.</param>
    static List<(long Before, long Start, long Length)> Long(ReadOnlyMemory<byte> bytes, IReadOnlyList<long> starts, int parts)
    {
        var found = new List<(long, long, long)>();
        var seen = new HashSet<byte>();
        for (var i = 0; i + parts <= starts.Count && found.Count < Kinds; i++)
        {
            var length = (i + parts < starts.Count ? starts[i + parts] : bytes.Length) - starts[i];
            if (length is >= Shortest and <= Longest && starts[i] + length <= bytes.Length && (parts == 1 || starts[i + 1] - starts[i] <= Head) && seen.Add(bytes.Span[(int)starts[i]]))
            {
                found.Add((i > 0 ? starts[i - 1] : starts[i], starts[i], length));
            }
        }

        return found;
    }

    /// <summary>Where a number of 32 bits stands that is about as much as what follows, in either order; and 256 MiB in that order.</summary>
    static IEnumerable<(long Position, string Number)> Larger(ReadOnlyMemory<byte> bytes, long before, long start, long length)
    {
        for (var at = before; at + sizeof(uint) <= start; at++)
        {
            var four = bytes.Span.Slice((int)at, sizeof(uint));
            var (big, little) = (BinaryPrimitives.ReadUInt32BigEndian(four), BinaryPrimitives.ReadUInt32LittleEndian(four));
            if (big >= length / 2 && big <= length * Follows)
            {
                yield return (at, "10000000");
            }
            else if (little >= length / 2 && little <= length * Follows)
            {
                yield return (at, "00000010");
            }
        }
    }
}
