using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Reports;

/// <summary>A JSON object a line: <c>run</c>, then a <c>case</c> for each law or script, a <c>failure</c> behind its case, and <c>end</c>.</summary>
public static class NdjsonReport
{
    static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report.</summary>
    /// <param name="report">What the run came to.</param>
    /// <returns>Lines of JSON.</returns>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        Line(text, "run", json =>
        {
            json.WriteString("command", report.Command);
            json.WriteString("version", report.Version);
            json.WriteString("seed", report.Seed);
        });
        foreach (var suite in report.Suites)
        {
            foreach (var one in suite.Cases)
            {
                Line(text, "case", json => Case(json, suite, one));
                foreach (var failure in one.Failures)
                {
                    Line(text, "failure", json => Failure(json, suite, one, failure));
                }
            }
        }

        Line(text, "end", json =>
        {
            json.WriteBoolean("finished", report.IsFinished);
            foreach (var verdict in Enum.GetValues<Verdict>())
            {
                json.WriteNumber(VerdictText.Format(verdict).ToLowerInvariant(), report.Count(verdict));
            }

            json.WriteStartArray("errors");
            report.Errors.ToList().ForEach(json.WriteStringValue);
            json.WriteEndArray();
        });
        return text.ToString();
    }

    static void Case(Utf8JsonWriter json, ReportSuite suite, ReportCase one)
    {
        json.WriteString("suite", suite.Name);
        json.WriteString("id", one.Id);
        json.WriteString("title", one.Title);
        json.WriteString("verdict", VerdictText.Format(one.Verdict));
        json.WriteString("message", one.Message);
        json.WriteNumber("runs", one.Runs);
        json.WriteNumber("unsupported", one.Unsupported);
        json.WriteStartArray("faults");
        foreach (var tally in one.Faults)
        {
            json.WriteStartObject();
            json.WriteString("fault", tally.Fault);
            json.WriteNumber("cases", tally.Cases);
            json.WriteNumber("unsupported", tally.Unsupported);
            json.WriteNumber("failed", tally.Failed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("requirements");
        one.Requirements.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    static void Failure(Utf8JsonWriter json, ReportSuite suite, ReportCase one, ReportFailure failure)
    {
        json.WriteString("suite", suite.Name);
        json.WriteString("case", one.Id);
        json.WriteString("verdict", VerdictText.Format(failure.Verdict));
        json.WriteString("subject", failure.Subject);
        json.WriteString("message", failure.Message);
        json.WriteString("bug", failure.Id);
        json.WriteString("finding", failure.Finding);
        json.WriteString("replay", failure.Replay);
        if (failure.Source is { } source)
        {
            json.WriteString("file", source.File);
            json.WriteNumber("line", source.Line);
        }

        json.WriteStartArray("account");
        foreach (var (name, line) in FailureLines.Named(failure))
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(line);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    static void Line(StringBuilder text, string type, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            write(json);
            json.WriteEndObject();
        }

        text.Append(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)).Append('\n');
    }
}
