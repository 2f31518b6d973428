using System.Text;
using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// Lengths and counts that lie, in protocols that do not say where theirs stand: numbers written as text become larger than memory, wider than an integer,
/// negative, or zero; behind the start of each message stand, at one place after the other, the binary encodings of 256 MiB.
/// </summary>
static class LengthLies
{
    /// <summary>Bytes from the start of a message in which a length is looked for.</summary>
    const int Header = 10;

    /// <summary>What protocols write for nothing at all, and the most that 32 bits hold, to which nothing can be added.</summary>
    static readonly string[] Edges = ["-1", "2147483647"];

    /// <summary>Digits of a number that is larger than any buffer and still fits into 32 bits.</summary>
    const int LargeDigits = 9;

    /// <summary>Digits of a number that fits into no integer.</summary>
    const int HugeDigits = 24;

    /// <summary>A 32-bit length in either order; the longest of four groups of seven bits; seven bits that say that 64 follow, with and without another bit before them.</summary>
    static readonly string[] Binary = ["10000000", "00000010", "ffffff7f", "ff0000000010000000", "7f0000000010000000"];

    /// <summary>The faults that make one direction lie.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Who lies.</param>
    /// <returns>Faults, as they are written.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var bytes = plan.Record(direction)?.Written ?? default;
        foreach (var (start, length) in Numbers(bytes, plan.Count(6)))
        {
            yield return Larger(start, length);
            yield return Insert(start, "9".PadRight(HugeDigits, '9'));
            foreach (var edge in Edges)
            {
                yield return $"replace @{start} {length} {Hex(edge)}";
            }

            yield return $"overwrite @{start} {string.Concat(Enumerable.Repeat("30", length))}";
            if (length < sizeof(int) * 2)
            {
                yield return Insert(start, "7".PadRight((sizeof(int) * 2) - length, 'f'));
                yield return Insert(start, "f".PadRight((sizeof(int) * 2) - length, 'f'));
            }
        }

        foreach (var position in plan.Starts(direction).Take(2).SelectMany(start => Enumerable.Range((int)start, Header)).Where(position => position < bytes.Length).Distinct().Take(plan.Count(2 * Header)))
        {
            foreach (var length in Binary)
            {
                yield return $"overwrite @{position} {length}";
            }
        }
    }

    /// <summary>The fault that makes a number that is written as text larger than any buffer, so that it still fits into 32 bits.</summary>
    /// <param name="start">Where it stands.</param>
    /// <param name="length">Its digits.</param>
    /// <returns>The fault, as it is written.</returns>
    public static string Larger(int start, int length) => Insert(start, length < LargeDigits ? "1".PadRight(LargeDigits - length, '0') : "1");

    /// <summary>Words of hexadecimal digits: the first behind each two bytes that stand before one, so that every kind of number is among them.</summary>
    /// <param name="bytes">A direction.</param>
    /// <param name="most">How many are wanted at most.</param>
    /// <returns>Where each starts, and its digits.</returns>
    public static IEnumerable<(int Start, int Length)> Numbers(ReadOnlyMemory<byte> bytes, int most = int.MaxValue) => AllNumbers(bytes)
        .DistinctBy(number => (number.Start > 1 ? bytes.Span[number.Start - 2] : (byte)0, number.Start > 0 ? bytes.Span[number.Start - 1] : (byte)0)).Take(most);

    /// <summary>All words of hexadecimal digits.</summary>
    /// <param name="bytes">A direction.</param>
    /// <returns>Where each starts, and its digits.</returns>
    public static IEnumerable<(int Start, int Length)> AllNumbers(ReadOnlyMemory<byte> bytes)
    {
        for (var start = 0; start < bytes.Length; start++)
        {
            var length = Digits(bytes.Span[start..]);
            var ends = start + length < bytes.Length && !char.IsAsciiLetter((char)bytes.Span[start + length]);
            var starts = start == 0 || !char.IsAsciiLetterOrDigit((char)bytes.Span[start - 1]);
            if (length > 0 && starts && ends)
            {
                yield return (start, length);
            }

            start += length;
        }
    }

    static int Digits(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (length < bytes.Length && char.IsAsciiHexDigit((char)bytes[length]))
        {
            length++;
        }

        return length;
    }

    static string Insert(int position, string text) => $"insert @{position} {Hex(text)}";

    static string Hex(string text) => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(text));
}
