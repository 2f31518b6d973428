using System.Globalization;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Findings;

/// <summary>Smaller values, the smallest first. Each is truly smaller, so that a shrink comes to an end.</summary>
static class Smaller
{
    /// <summary>Numbers from a least one up to below a given one: the ends, halves, and one less.</summary>
    public static IEnumerable<long> Numbers(long value, long least)
    {
        var seen = new SortedSet<long>();
        for (var distance = value - least; distance > 0; distance /= 2)
        {
            seen.Add(value - distance);
        }

        if (value > least)
        {
            seen.Add(least);
            seen.Add(Math.Min(least + 1, value - 1));
            seen.Add(value - 1);
        }

        return seen;
    }

    /// <summary>Whether a word is a number or a size, and no span of time.</summary>
    public static bool IsNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) || (!Quantity.TryParseDuration(text, out _) && Quantity.TryParseSize(text, out _));

    /// <summary>Smaller values of a word that is a number, a size or a span of time; none when it is another word.</summary>
    public static IEnumerable<string> Texts(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number < 0
                ? Numbers(-number, 0).Select(n => (-n).ToString(CultureInfo.InvariantCulture))
                : Numbers(number, 0).Select(n => n.ToString(CultureInfo.InvariantCulture));
        }

        if (Quantity.TryParseDuration(text, out var duration))
        {
            // Whole milliseconds, while there are any: nobody wants to read 1562500us.
            var unit = duration.Ticks > TimeSpan.TicksPerMillisecond ? TimeSpan.TicksPerMillisecond : TimeSpan.TicksPerMicrosecond;
            return Numbers(duration.Ticks / unit, 0).Select(n => Quantity.FormatDuration(new TimeSpan(n * unit)));
        }

        return Quantity.TryParseSize(text, out var size) ? Numbers(size, 0).Select(Quantity.FormatSize) : [];
    }
}
