using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Contents that are shorter than any that is sent, behind lengths that say so, in protocols that do not say where theirs stand: a number that is exactly what follows, up to the
/// end of its message, of its line, or of what is behind an empty line, is taken for a length. What lies behind a length that fits is often read without another look.
/// </summary>
static class MeasuredContents
{
    /// <summary>Bytes from the start of a message in which a length is looked for.</summary>
    const int Header = 8;

    /// <summary>Messages in which lengths are looked for, at each end of a direction.</summary>
    const int AtEachEnd = 3;

    /// <summary>Texts behind lengths that are looked at.</summary>
    const int Texts = 8;

    /// <summary>Faults at most, before scaling.</summary>
    const int Usual = 96;

    /// <summary>The longest replacement, in bytes: findings are read by people.</summary>
    const int Longest = 256;

    /// <summary>Bytes of a content that are kept, besides half of it and all but one.</summary>
    static readonly int[] Few = [0, 1, 2, 3, 4];

    /// <summary>Lengths in binary: how many bytes they take, and their order.</summary>
    static readonly (int Width, bool IsLittle)[] Widths = [(1, false), (2, false), (4, false), (2, true), (4, true)];

    /// <summary>What stands between a number that is written as text and what it measures, and whether there may be more before it: the rest of a head.</summary>
    static readonly (byte[] Mark, bool IsFar)[] Marks = [("\r\n"u8.ToArray(), false), ("\n"u8.ToArray(), false), (":"u8.ToArray(), false), ("\r\n\r\n"u8.ToArray(), true), ("\n\n"u8.ToArray(), true)];

    /// <summary>The faults that cut one direction's contents.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Whose contents.</param>
    /// <returns>Faults, as they are written; none where it is known what frames cross, since those are cut by their fields.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var bytes = plan.Record(direction)?.Written ?? default;
        return plan.Spec.Plugin.Wire?.Invoke(plan.Spec.Values).Codec(direction) is not null ? []
            : InText(bytes, plan.Starts(direction)).Concat(InBinary(bytes, plan.Starts(direction))).Distinct().Take(plan.Count(Usual));
    }

    static IEnumerable<string> InBinary(ReadOnlyMemory<byte> bytes, IReadOnlyList<long> starts)
    {
        var chosen = Enumerable.Range(0, Math.Min(AtEachEnd, starts.Count)).Concat(Enumerable.Range(0, starts.Count).TakeLast(AtEachEnd)).Distinct();
        foreach (var (i, parts) in chosen.SelectMany(i => new[] { (i, 1), (i, 2) }))
        {
            // A head may have been written apart from what it measures.
            var end = i + parts < starts.Count ? starts[i + parts] : bytes.Length;
            for (var at = starts[i]; at < Math.Min(starts[i] + Header, end); at++)
            {
                foreach (var (width, isLittle) in Widths)
                {
                    var content = at + width;
                    if (content >= end || end > bytes.Length || Read(bytes.Span[(int)at..(int)content], isLittle) != end - content)
                    {
                        continue;
                    }

                    foreach (var kept in Kept(end - content))
                    {
                        var number = new byte[width];
                        Write(number, kept, isLittle);
                        yield return Replace(bytes, at, end, [.. number, .. bytes.Span.Slice((int)content, kept)]);
                    }
                }
            }
        }
    }

    static IEnumerable<string> InText(ReadOnlyMemory<byte> bytes, IReadOnlyList<long> starts)
    {
        var ends = starts.Append(bytes.Length).ToHashSet();
        var measures = LengthLies.AllNumbers(bytes).Select(number => (Number: number, Measured: Measured(bytes.Span, number, ends))).Where(measure => measure.Measured.Count > 0);
        foreach (var ((start, length), (content, count)) in measures.Take(Texts))
        {
            var between = bytes[(start + length)..content];
            foreach (var kept in Kept(count))
            {
                yield return Replace(bytes, start, content + count, [.. Encoding.ASCII.GetBytes(kept.ToString(CultureInfo.InvariantCulture)), .. between.Span, .. bytes.Span.Slice(content, kept)]);
            }

            // Nothing at all, which is less than an empty text: neither a line for it nor its end.
            yield return Replace(bytes, start, content + count, "-1"u8.ToArray());
        }
    }

    /// <summary>Where the content of a number that is written as text begins, and how much it is; nothing when the number measures nothing.</summary>
    static (int Content, int Count) Measured(ReadOnlySpan<byte> bytes, (int Start, int Length) number, HashSet<long> ends)
    {
        if (!int.TryParse(Encoding.ASCII.GetString(bytes.Slice(number.Start, number.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return default;
        }

        var rest = bytes[(number.Start + number.Length)..];
        foreach (var (mark, isFar) in Marks)
        {
            var at = isFar ? rest.IndexOf(mark) : rest.StartsWith(mark) ? 0 : -1;
            var content = number.Start + number.Length + at + mark.Length;
            if (at >= 0 && count <= bytes.Length - content && (ends.Contains(content + count) || (!isFar && bytes[content + count] is (byte)'\r' or (byte)'\n' or (byte)',' or (byte)';')))
            {
                return (content, count);
            }
        }

        return default;
    }

    static IEnumerable<int> Kept(long length) => Few.Append((int)(length / 2)).Append((int)length - 1).Where(kept => kept < length && kept <= Longest).Distinct();

    static string Replace(ReadOnlyMemory<byte> bytes, long start, long end, byte[] by) =>
        $"replace @{start} {Math.Min(end, bytes.Length) - start} {Convert.ToHexStringLower(by)}";

    static long Read(ReadOnlySpan<byte> number, bool isLittle) => number.Length switch
    {
        1 => number[0],
        2 => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(number) : BinaryPrimitives.ReadUInt16BigEndian(number),
        _ => isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(number) : BinaryPrimitives.ReadUInt32BigEndian(number),
    };

    static void Write(Span<byte> number, int value, bool isLittle)
    {
        for (var i = 0; i < number.Length; i++)
        {
            var shift = 8 * (isLittle ? i : number.Length - 1 - i);
            number[i] = (byte)(value >> shift);
        }
    }
}
