using System.Buffers;
using System.Text.Unicode;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Input without an end, where no length says so: a byte of a message that is repeated, and a length, binary or written, that never comes to its end. Bytes below 0x20 are not repeated: small
/// lengths make millions of messages of them, each of which may be right, and be answered.
/// </summary>
static class Floods
{
    /// <summary>Bytes from the start of a message in which a length is looked for.</summary>
    const int Header = 10;

    /// <summary>Bytes from the start of a message in which a length of 64 bits begins.</summary>
    const int Wide = 4;

    /// <summary>Numbers written as text behind which comes what they measure.</summary>
    const int Numbers = 6;

    /// <summary>Bytes before a number that must be text, at most.</summary>
    const int LongestHead = 64;

    /// <summary>Bytes of a line that is a mark and no command, at most.</summary>
    const int LongestMark = 8;

    const byte Least = 0x20;

    static readonly SearchValues<byte> Readable = SearchValues.Create([.. "\t\r\n"u8, .. Enumerable.Range(0x20, 0x5f).Select(b => (byte)b)]);

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

        foreach (var fault in OfText(bytes, starts, plan))
        {
            yield return fault;
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

    /// <summary>
    /// Behind a number that is written as text, and that says that hundreds of megabytes follow, what follows comes; and the mark that a nested value begins with, such as
    /// <c>*3</c> on a line, comes again and again, so that each is within the one before.
    /// </summary>
    static IEnumerable<string> OfText(ReadOnlyMemory<byte> bytes, List<long> starts, SessionPlan plan)
    {
        foreach (var (start, length) in LengthLies.Numbers(bytes).Where(number => IsInText(bytes.Span, number, starts)).Take(plan.Count(Numbers)))
        {
            foreach (var at in Behind(bytes, start + length))
            {
                // Where the flood begins is counted before the number grows.
                yield return $"flood @{at} 1 | {LengthLies.Larger(start, length)}";
            }
        }

        foreach (var start in Some(starts, SyntaxLies.IsText(bytes.Span) ? plan.Count(3) : 0))
        {
            if (Mark(bytes.Span[(int)start..]) is > 0 and var length)
            {
                yield return $"flood @{start} {length}";
            }
        }
    }

    /// <summary>Whether all of a message up to a number and the byte behind it is text, whatever follows.</summary>
    static bool IsInText(ReadOnlySpan<byte> bytes, (int Start, int Length) number, List<long> starts)
    {
        var from = (int)Math.Max(starts.FindLast(start => start <= number.Start), number.Start - LongestHead);
        return !bytes[from..(number.Start + number.Length + 1)].ContainsAnyExcept(Readable);
    }

    /// <summary>Where what a number measures may begin: behind the next byte, behind its line, behind the next empty line.</summary>
    static IEnumerable<long> Behind(ReadOnlyMemory<byte> bytes, int end)
    {
        var rest = bytes.Span[end..];
        var line = rest.IndexOf((byte)'\n');
        var (empty, bare) = (rest.IndexOf("\r\n\r\n"u8), rest.IndexOf("\n\n"u8));
        int[] from = [1, line < 0 ? -1 : line + 1, empty < 0 ? -1 : empty + 4, bare < 0 ? -1 : bare + 2];
        return from.Where(skip => skip > 0).Select(skip => Repeatable(bytes, end + skip)).OfType<long>().Distinct();
    }

    /// <summary>The length of a short line that begins with no letter or digit, with its end; 0: it is none.</summary>
    static int Mark(ReadOnlySpan<byte> bytes)
    {
        var line = bytes[..Math.Min(bytes.Length, LongestMark)].IndexOf((byte)'\n');
        return line < 0 || char.IsAsciiLetterOrDigit((char)bytes[0]) ? 0 : line + 1;
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
