using System.Text.Json;
using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli.Check;

/// <summary>The same for machines: one JSON document (docs/cli.md).</summary>
sealed class CheckJson : ICheckReport
{
    readonly List<(LoadedPlugin Plugin, CheckResult Result, SavedFindings Findings)> _results = [];

    public void Begin(LoadedPlugin plugin, SeedRange seeds)
    {
    }

    public void End(LoadedPlugin plugin, CheckResult result, SavedFindings findings) => _results.Add((plugin, result, findings));

    public void Finish(IReadOnlyList<CheckResult> results, IReadOnlyList<PluginLoadError> errors)
    {
        using var stream = GuardedOutput.Open();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("plugins");
        foreach (var (plugin, result, findings) in _results)
        {
            json.WriteStartObject();
            json.WriteString("id", plugin.Id);
            json.WriteString("source", plugin.Source);
            json.WriteString("seed", result.Seed.ToString());
            json.WriteNumber("seeds", result.Seeds);
            json.WriteBoolean("finished", result.Finished);
            json.WriteStartArray("laws");
            foreach (var row in result.Rows)
            {
                WriteRow(json, row, findings);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("errors");
        foreach (var error in errors)
        {
            json.WriteStringValue(error.ToString());
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    static void WriteRow(Utf8JsonWriter json, CheckRow row, SavedFindings findings)
    {
        json.WriteStartObject();
        json.WriteString("law", row.Law.Id);
        json.WriteString("verdict", VerdictText.Format(row.Verdict));
        json.WriteNumber("cases", row.Cases);
        json.WriteNumber("unsupported", row.Unsupported);
        json.WriteString("note", row.Note);
        json.WriteStartArray("failures");
        foreach (var failure in row.Failures)
        {
            FailureJson.Write(json, failure, findings.PathOf(failure));
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
