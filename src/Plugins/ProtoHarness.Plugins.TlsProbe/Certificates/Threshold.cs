using System.Globalization;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>When an end is near: so many days before it, or in the last part of the lifetime; with both, the shorter one.</summary>
/// <param name="Days">Days; null: none.</param>
/// <param name="Part">A part of the lifetime, from 0 to 1; null: none.</param>
sealed record Threshold(double? Days, double? Part)
{
    /// <summary>A fixed number of days is always red for short lifetimes, a part too late for long ones.</summary>
    public static Threshold Warning { get; } = new(30, 1.0 / 3);

    public static Threshold Critical { get; } = new(14, 1.0 / 6);

    /// <summary>Whether the end is near.</summary>
    public bool IsNear(DateTimeOffset notBefore, DateTimeOffset notAfter, DateTimeOffset now)
    {
        var byDays = Days is { } days ? TimeSpan.FromDays(days) : TimeSpan.MaxValue;
        var byPart = Part is { } part ? (notAfter - notBefore) * part : TimeSpan.MaxValue;
        return notAfter - now < (byDays < byPart ? byDays : byPart);
    }

    /// <summary>Reads <c>30d</c>, <c>30</c> or <c>25%</c>.</summary>
    public static bool TryParse(string text, out Threshold? threshold)
    {
        threshold = null;
        if (text.Length == 0 || !double.TryParse(text.TrimEnd('%', 'd'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > 36_500 || (text[^1] == '%' && number > 100))
        {
            return false;
        }

        threshold = text[^1] == '%' ? new(null, number / 100) : new(number, null);
        return true;
    }
}
