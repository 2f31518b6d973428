using System.Globalization;
using System.Net;
using System.Text;

namespace ProtoHarness.Fuzzing.Coverage;

/// <summary>A coverage report as one page that needs nothing else: no network, no script. Light or dark as the reader's system is.</summary>
public static class CoverageHtml
{
    const string Style = """
        :root { color-scheme: light dark; --ran: #1a7f3733; --not: #cf222e33; --line: #8884; --curve: #0969da; }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem; }
        table { border-collapse: collapse; } th, td { text-align: left; padding: .2rem .8rem; border-top: 1px solid var(--line); }
        .number { text-align: right; font-variant-numeric: tabular-nums; }
        pre { font: 13px/1.4 ui-monospace, monospace; overflow-x: auto; } pre span { display: block; } .ran { background: var(--ran); } .not { background: var(--not); }
        svg { border: 1px solid var(--line); } polyline { fill: none; stroke: var(--curve); stroke-width: 2; }
        summary { cursor: pointer; font-weight: 600; }
        """;

    const int Width = 800;
    const int Height = 200;

    /// <summary>Writes the page.</summary>
    /// <param name="report">What was reached.</param>
    /// <param name="source">The text of a source file; null when it cannot be had.</param>
    /// <returns>HTML.</returns>
    public static string Write(CoverageReport report, Func<string, string?> source)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(source);
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Coverage of {Text(report.Target)}</title><style>
            {Style}
            </style></head><body>
            <h1>Coverage of {Text(report.Target)}</h1>
            <p>{report.Inputs} inputs reach {report.Edges} of {report.EdgesTotal} edges. {report.Failed} of them fail.</p>

            """);
        Timeline(page, report.Timeline);
        Transitions(page, report.Transitions);
        Files(page, report.Files, source);
        return page.Append("</body></html>\n").ToString();
    }

    static void Timeline(StringBuilder page, IReadOnlyList<TimelinePoint> points)
    {
        if (points.Count == 0)
        {
            return;
        }

        var (seconds, edges) = (Math.Max(points[^1].Seconds, 0.001), Math.Max(1, points.Max(p => p.Edges)));
        var curve = string.Join(' ', points.Select(p => string.Create(
            CultureInfo.InvariantCulture, $"{p.Seconds / seconds * Width:0.#},{Height - ((double)p.Edges / edges * Height):0.#}")));
        page.Append(CultureInfo.InvariantCulture, $"""
            <h2>Edges over time</h2>
            <p>{edges} edges after {points[^1].Seconds:0.#} s and {points[^1].Executions} executions.</p>
            <svg viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-label="Edges over time"><polyline points="{curve}"/></svg>

            """);
    }

    static void Transitions(StringBuilder page, IReadOnlyList<string> transitions)
    {
        if (transitions.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<h2>{transitions.Count} states and transitions</h2>\n<ul>\n");
        foreach (var transition in transitions)
        {
            page.Append("<li>").Append(Text(transition)).Append("</li>\n");
        }

        page.Append("</ul>\n");
    }

    static void Files(StringBuilder page, IReadOnlyList<FileCoverage> files, Func<string, string?> source)
    {
        page.Append("<h2>Files</h2>\n<table><tr><th>file</th><th class=\"number\">lines</th><th class=\"number\">ran</th></tr>\n");
        foreach (var file in files)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(file.File)}</td><td class=\"number\">{file.Lines.Count}</td><td class=\"number\">{file.Covered}</td></tr>\n");
        }

        page.Append("</table>\n");
        foreach (var file in files)
        {
            if (source(file.File) is not { } text)
            {
                continue;
            }

            page.Append("<details><summary>").Append(Text(file.File)).Append("</summary><pre>\n");
            var ran = file.Lines.ToDictionary();
            var number = 0;
            foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            {
                number++;
                var mark = ran.TryGetValue(number, out var did) ? did ? "ran" : "not" : "none";
                page.Append(CultureInfo.InvariantCulture, $"<span class=\"{mark}\">{number,5}  {Text(line)}</span>");
            }

            page.Append("</pre></details>\n");
        }
    }

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
