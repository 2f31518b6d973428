using System.Globalization;
using ProtoHarness.Engine.Reports;

namespace ProtoHarness.Reports.Html;

/// <summary>Where the parts of a chart stand, in units of its drawing.</summary>
static class Drawing
{
    public const int Width = 720;
    public const int Height = 220;
    public const int Left = 60;
    public const int Right = 710;
    public const int Top = 10;
    public const int Bottom = 195;

    /// <summary>The points of a line, as SVG writes them.</summary>
    public static string Line(ReportChart chart)
    {
        var (from, to) = (chart.Points[0].Where, chart.Points[^1].Where);
        var span = to > from ? to - from : 1;
        return string.Join(' ', chart.Points.Select(point => $"{Number(Left + ((point.Where - from) / span * (Right - Left)))},{Number(Up(chart, point.Value))}"));
    }

    /// <summary>A bar for each class.</summary>
    public static IEnumerable<(double X, double Y, double Width, string Label)> Bars(ReportChart chart)
    {
        var room = (double)(Right - Left) / chart.Points.Count;
        return chart.Points.Select((point, i) => (Left + (i * room) + (room * 0.1), Up(chart, point.Value), room * 0.8, point.Label));
    }

    /// <summary>The largest value, and what stands at both ends: one element, because a text of SVG is none of Razor's.</summary>
    public static string Labels(ReportChart chart)
    {
        static string Text(int x, int y, string anchor, string text) => $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{text}</text>";
        string End(ChartPoint point) => Number(point.Where) + (chart.IsBars ? "" : " s");
        return Text(Left - 6, Top + 10, "end", Most(chart).ToString("#,0.##", CultureInfo.InvariantCulture)) + Text(Left - 6, Bottom, "end", "0")
            + Text(Left, Bottom + 16, "start", End(chart.Points[0])) + Text(Right, Bottom + 16, "end", End(chart.Points[^1]));
    }

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    static double Most(ReportChart chart) => chart.Points.Max(point => point.Value);

    static double Up(ReportChart chart, double value) => Bottom - (Most(chart) > 0 ? value / Most(chart) * (Bottom - Top) : 0);
}
