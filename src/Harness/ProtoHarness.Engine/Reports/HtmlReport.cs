using System.Globalization;
using System.Net;
using System.Text;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Reports;

/// <summary>
/// One page that needs nothing else: no network, and no script for its text. Its script only filters. Light or dark as the reader's system is.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">What the run came to.</param>
    /// <returns>HTML.</returns>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>ProtoHarness {Text(report.Command)}</title>\n<style>\n{HtmlStyle.Css}</style>\n</head>\n<body>\n");
        Summary(html, report);
        foreach (var suite in report.Suites)
        {
            Suite(html, suite);
        }

        html.Append(CultureInfo.InvariantCulture, $"<script>\n{HtmlStyle.Script}</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    static void Summary(StringBuilder html, Report report)
    {
        html.Append(CultureInfo.InvariantCulture, $"<header>\n<h1>ProtoHarness {Text(report.Command)}</h1>\n<p>Version {Text(report.Version)}, seed {Text(report.Seed)}{(report.IsFinished ? "" : ", <strong>not finished</strong>")}</p>\n<ul class=\"counts\">\n");
        foreach (var verdict in Enum.GetValues<Verdict>().Where(verdict => report.Count(verdict) > 0))
        {
            html.Append(CultureInfo.InvariantCulture, $"<li class=\"{Class(verdict)}\">{report.Count(verdict)} {VerdictText.Format(verdict)}</li>\n");
        }

        html.Append("</ul>\n<input id=\"filter\" type=\"search\" placeholder=\"filter\" aria-label=\"filter\" hidden>\n");
        if (report.Errors.Count > 0)
        {
            html.Append("<h2>Could not be loaded</h2>\n<pre>").Append(Text(string.Join('\n', report.Errors))).Append("</pre>\n");
        }

        html.Append("</header>\n");
    }

    static void Suite(StringBuilder html, ReportSuite suite)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Text(suite.Name)}</h2>\n<p>{Text(suite.Summary)} <small>{suite.Elapsed.TotalSeconds:0.0} s {Text(suite.Source)}</small></p>\n")
            .Append("<table>\n<thead><tr><th>verdict</th><th>id</th><th>runs</th><th>what holds</th></tr></thead>\n<tbody>\n");
        foreach (var one in suite.Cases)
        {
            Case(html, one);
        }

        html.Append("</tbody>\n</table>\n</section>\n");
    }

    static void Case(StringBuilder html, ReportCase one)
    {
        html.Append(CultureInfo.InvariantCulture, $"<tr class=\"case\"><td class=\"{Class(one.Verdict)}\">{VerdictText.Format(one.Verdict)}</td><td><code>{Text(one.Id)}</code></td>")
            .Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{one.Runs - one.Unsupported}</td><td>{Text(one.Title)}");
        if (one.Message.Length > 0 && one.Failures.Count == 0)
        {
            html.Append("<br><small>").Append(Text(one.Message)).Append("</small>");
        }

        if (one.Requirements.Count > 0)
        {
            html.Append("<br><small>").Append(Text(string.Join(", ", one.Requirements))).Append("</small>");
        }

        foreach (var failure in one.Failures)
        {
            Failure(html, one, failure);
        }

        html.Append("</td></tr>\n");
    }

    static void Failure(StringBuilder html, ReportCase one, ReportFailure failure)
    {
        html.Append(CultureInfo.InvariantCulture, $"\n<details><summary><span class=\"{Class(failure.Verdict)}\">{VerdictText.Format(failure.Verdict)}</span> {Text(failure.Subject)}: {Text(failure.Message)}</summary>\n");
        if (one.Why.Length > 0)
        {
            html.Append("<p>").Append(Text(one.Why)).Append("</p>\n");
        }

        html.Append("<dl>\n");
        foreach (var (name, text) in FailureLines.Named(failure))
        {
            html.Append(CultureInfo.InvariantCulture, $"<dt>{Text(name)}</dt><dd><code>{Text(text)}</code></dd>\n");
        }

        html.Append("</dl>");
        Events(html, failure.Account?.Events ?? []);
        html.Append("</details>");
    }

    /// <summary>Who did what, in order: the client's side on the left, the server's on the right.</summary>
    static void Events(StringBuilder html, IReadOnlyList<AccountEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        html.Append("\n<table class=\"events\">\n<thead><tr><th>time</th><th>client</th><th>server</th></tr></thead>\n<tbody>\n");
        foreach (var one in events)
        {
            var text = $"<code>{Text(one.Role)}</code> {Text(one.Text)}";
            html.Append(one.Role.Length == 0 ? $"<tr><td></td><td colspan=\"2\">{Text(one.Text)}</td></tr>\n"
                : one.Role[0] == 'C' ? $"<tr><td>{Text(one.Time)}</td><td>{text}</td><td></td></tr>\n" : $"<tr><td>{Text(one.Time)}</td><td></td><td>{text}</td></tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
    }

    static string Class(Verdict verdict) => VerdictText.Format(verdict).ToLowerInvariant();

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
