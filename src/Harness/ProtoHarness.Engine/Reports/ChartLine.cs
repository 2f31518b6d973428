using System.Globalization;

namespace ProtoHarness.Engine.Reports;

/// <summary>Collects a value over time, however long it takes: where there are too many points, every second one goes.</summary>
/// <param name="title">What the value is.</param>
public sealed class ChartLine(string title)
{
    /// <summary>The most points that are kept.</summary>
    public const int MaxPoints = 400;

    readonly List<ChartPoint> _points = [];
    int _step = 1;
    long _count;

    /// <summary>Adds the value at a time.</summary>
    /// <param name="elapsed">Since the start.</param>
    /// <param name="value">The value.</param>
    public void Add(TimeSpan elapsed, double value)
    {
        if (_count++ % _step != 0)
        {
            return;
        }

        _points.Add(new ChartPoint(elapsed.TotalSeconds, value, string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##} after {elapsed.TotalSeconds:0.#} s")));
        if (_points.Count > MaxPoints)
        {
            var kept = _points.Where((_, i) => i % 2 == 0).ToList();
            _points.Clear();
            _points.AddRange(kept);
            _step *= 2;
        }
    }

    /// <summary>The chart; null when there is no line to be seen.</summary>
    /// <returns>The chart, or null.</returns>
    public ReportChart? Chart() => _points.Count < 2 ? null : new ReportChart(title, false, [.. _points]);
}
