using System.Globalization;

namespace ProtoHarness.Abstractions;

/// <summary>Sizes and spans of time as users write them, everywhere in ProtoHarness.</summary>
public static class Quantity
{
    static readonly (string Unit, long Factor)[] Sizes = [("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10), ("B", 1)];

    static readonly (string Unit, long Ticks)[] Durations =
    [
        ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond), ("us", TimeSpan.TicksPerMicrosecond),
    ];

    /// <summary>Reads a size: a whole number of bytes, KiB, MiB or GiB.</summary>
    /// <param name="text">Such as <c>512</c>, <c>64KiB</c>.</param>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>Whether it is a size that fits 63 bits.</returns>
    public static bool TryParseSize(string text, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        bytes = 0;
        foreach (var (unit, factor) in Sizes)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                return TryWhole(text[..^unit.Length], factor, out bytes);
            }
        }

        return TryWhole(text, 1, out bytes);
    }

    /// <summary>Writes a size in the largest unit that divides it.</summary>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>Such as <c>64KiB</c>.</returns>
    public static string FormatSize(long bytes)
    {
        foreach (var (unit, factor) in Sizes)
        {
            if (factor > 1 && bytes >= factor && bytes % factor == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / factor}{unit}");
            }
        }

        return bytes.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a span of time: a whole number of us, ms, s, m or h.</summary>
    /// <param name="text">Such as <c>250ms</c>.</param>
    /// <param name="duration">The span.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = default;
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        foreach (var (unit, ticks) in Durations)
        {
            if (text.AsSpan(digits).SequenceEqual(unit) && TryWhole(text[..digits], ticks, out var total))
            {
                duration = new TimeSpan(total);
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a span of time in the largest unit that divides it.</summary>
    /// <param name="duration">The span.</param>
    /// <returns>Such as <c>250ms</c>.</returns>
    public static string FormatDuration(TimeSpan duration)
    {
        foreach (var (unit, ticks) in Durations)
        {
            if (duration.Ticks >= ticks && duration.Ticks % ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
            }
        }

        return duration == TimeSpan.Zero ? "0s" : string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMicroseconds:0}us");
    }

    static bool TryWhole(string text, long factor, out long value)
    {
        value = 0;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > long.MaxValue / factor)
        {
            return false;
        }

        value = number * factor;
        return true;
    }
}
