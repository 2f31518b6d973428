using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Laws;

/// <summary>
/// What goes wrong in protocols of text: at each kind of separator an escape that ends early, a separator that is missing or twice, bytes that are no text, and a line that ends
/// right behind it.
/// </summary>
static class SyntaxLies
{
    /// <summary>Bytes from which it is told whether a direction is text.</summary>
    const int Looked = 64;

    /// <summary>A backslash, a percent sign, a quote, a byte that no UTF-8 has.</summary>
    static readonly string[] Inserted = ["5c", "25", "22", "ff"];

    /// <summary>The faults that spoil one direction.</summary>
    /// <param name="plan">The conversation.</param>
    /// <param name="direction">Whose text.</param>
    /// <returns>Faults, as they are written; none where the direction does not start as text.</returns>
    public static IEnumerable<string> Of(SessionPlan plan, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var bytes = plan.Record(direction)?.Written ?? default;
        foreach (var position in Separators(bytes, plan.Count(8)))
        {
            foreach (var text in Inserted)
            {
                yield return $"insert @{position} {text}";
            }

            yield return $"drop @{position} 1";
            yield return $"duplicate @{position} 1";
            if (Rest(bytes.Span, position + 1) is > 0 and var rest)
            {
                yield return $"drop @{position + 1} {rest}";
            }
        }
    }

    /// <summary>The bytes up to the end of a line.</summary>
    static int Rest(ReadOnlySpan<byte> bytes, int from) => from < bytes.Length ? Math.Max(0, bytes[from..].IndexOfAny((byte)'\r', (byte)'\n')) : 0;

    /// <summary>The first of each separator behind a letter or digit.</summary>
    static List<int> Separators(ReadOnlyMemory<byte> memory, int most)
    {
        var bytes = memory.Span;
        var found = new List<int>();
        var seen = new HashSet<byte>();
        if (!IsText(bytes))
        {
            return found;
        }

        for (var i = 1; i < bytes.Length && found.Count < most; i++)
        {
            if (!char.IsAsciiLetterOrDigit((char)bytes[i]) && char.IsAsciiLetterOrDigit((char)bytes[i - 1]) && seen.Add(bytes[i]))
            {
                found.Add(i);
            }
        }

        return found;
    }

    /// <summary>Whether what a direction begins with looks like text.</summary>
    /// <param name="bytes">The direction from its start.</param>
    /// <returns>Whether it does; not when it is empty.</returns>
    public static bool IsText(ReadOnlySpan<byte> bytes)
    {
        var looked = bytes[..Math.Min(bytes.Length, Looked)];
        var printable = 0;
        foreach (var b in looked)
        {
            printable += b is (>= 0x20 and < 0x7f) or (byte)'\r' or (byte)'\n' ? 1 : 0;
        }

        return looked.Length > 0 && printable * 4 >= looked.Length * 3;
    }
}
