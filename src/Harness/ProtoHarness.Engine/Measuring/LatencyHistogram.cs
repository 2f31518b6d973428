using System.Globalization;

namespace ProtoHarness.Engine.Measuring;

/// <summary>Latencies in classes, each twice as wide as the one before: what is slow is rare, and must be seen beside what is not.</summary>
/// <param name="From">The lower end of the class, in microseconds.</param>
/// <param name="To">The upper end, which is not in it.</param>
/// <param name="Count">How many sessions.</param>
public sealed record LatencyHistogram(double From, double To, int Count)
{
    /// <summary>The classes from the fastest to the slowest session, empty ones between them included.</summary>
    /// <param name="measurement">The measurement.</param>
    /// <returns>The classes.</returns>
    public static IReadOnlyList<LatencyHistogram> Of(Measurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        var counts = measurement.Latencies.GroupBy(Class).ToDictionary(group => group.Key, group => group.Count());
        return counts.Count == 0 ? [] :
            [.. Enumerable.Range(counts.Keys.Min(), counts.Keys.Max() - counts.Keys.Min() + 1).Select(i => new LatencyHistogram(Math.Pow(2, i), Math.Pow(2, i + 1), counts.GetValueOrDefault(i)))];
    }

    /// <summary>A time as people read it.</summary>
    /// <param name="microseconds">Microseconds.</param>
    /// <returns>Such as <c>1.5 ms</c>.</returns>
    public static string Time(double microseconds) => microseconds switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds:0.#} us"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000:0.##} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000_000:0.##} s"),
    };

    // A latency below a microsecond counts as one.
    static int Class(double microseconds) => (int)Math.Floor(Math.Log2(Math.Max(1, microseconds)));
}
