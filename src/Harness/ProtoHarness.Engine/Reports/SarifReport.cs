using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Reports;

/// <summary>A report in SARIF 2.1.0: a rule for each law or script that was broken, a result for each failure, at the source line where one is known.</summary>
public static class SarifReport
{
    const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";
    static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report.</summary>
    /// <param name="report">What the run came to.</param>
    /// <returns>JSON.</returns>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var rules = report.Suites.SelectMany(suite => suite.Cases).DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            Tool(json, report, rules);
            Invocation(json, report);
            json.WriteStartArray("results");
            foreach (var suite in report.Suites)
            {
                foreach (var one in suite.Cases)
                {
                    foreach (var failure in one.Failures)
                    {
                        Result(json, suite, one, failure, rules.FindIndex(rule => rule.Id == one.Id));
                    }
                }
            }

            json.WriteEndArray();
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    static void Tool(Utf8JsonWriter json, Report report, IReadOnlyList<ReportCase> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "ProtoHarness");
        json.WriteString("semanticVersion", report.Version);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            Text(json, "shortDescription", rule.Title.Length > 0 ? rule.Title : rule.Id);
            if (rule.Why.Length > 0)
            {
                Text(json, "fullDescription", rule.Why);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Invocation(Utf8JsonWriter json, Report report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", report.IsFinished && report.Errors.Count == 0);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var error in report.Errors)
        {
            json.WriteStartObject();
            json.WriteString("level", "error");
            Text(json, "message", error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    static void Result(Utf8JsonWriter json, ReportSuite suite, ReportCase one, ReportFailure failure, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", one.Id);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", failure.Verdict == Verdict.Fail ? "error" : "warning");
        json.WriteString("kind", "fail");
        Text(json, "message", string.Join('\n', FailureLines.Of(failure)));
        if ((failure.Source ?? (one.File.Length > 0 ? new SourcePlace(one.File, 0) : suite.Source.Length > 0 ? new SourcePlace(suite.Source, 0) : null)) is { } source)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", Uri(source.File));
            json.WriteEndObject();
            if (source.Line > 0)
            {
                json.WriteStartObject("region");
                json.WriteNumber("startLine", source.Line);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
        }

        if (failure.Id.Length > 0)
        {
            json.WriteStartObject("partialFingerprints");
            json.WriteString("protoharness/v1", failure.Id);
            json.WriteEndObject();
        }

        json.WriteStartObject("properties");
        json.WriteString("verdict", VerdictText.Format(failure.Verdict));
        json.WriteString("suite", suite.Name);
        json.WriteString("finding", failure.Finding);
        json.WriteString("replay", failure.Replay);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    /// <summary>Relative to the working folder when it lies below it, as code hosts want it.</summary>
    static string Uri(string file)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), file);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? new Uri(Path.GetFullPath(file)).AbsoluteUri
            : string.Join('/', relative.Split(Path.DirectorySeparatorChar).Select(System.Uri.EscapeDataString));
    }
}
