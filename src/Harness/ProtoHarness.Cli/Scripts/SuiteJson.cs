using System.Text.Json;
using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli.Scripts;

/// <summary>The same for machines: one JSON document.</summary>
sealed class SuiteJson : ISuiteReport
{
    public void Write(IReadOnlyList<(SuiteResult Result, string? Path)> results, Seed seed)
    {
        using var stream = GuardedOutput.Open();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("seed", seed.ToString());
        json.WriteStartArray("scripts");
        foreach (var (result, path) in results)
        {
            Write(json, result, path);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    static void Write(Utf8JsonWriter json, SuiteResult result, string? path)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Case.Id);
        json.WriteString("file", result.Case.Path);
        json.WriteString("title", result.Title);
        json.WriteString("verdict", VerdictText.Format(result.Verdict));
        json.WriteString("message", result.Message);
        json.WriteNumber("runs", result.Runs);
        json.WriteStartArray("requirements");
        foreach (var requirement in result.Requirements)
        {
            json.WriteStartObject();
            json.WriteString("clause", requirement.Clause);
            json.WriteString("level", requirement.Level.ToString().ToUpperInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("errors");
        foreach (var error in result.Errors)
        {
            json.WriteStartObject();
            json.WriteString("file", error.Position.File);
            json.WriteNumber("line", error.Position.Line);
            json.WriteNumber("column", error.Position.Column);
            json.WriteString("message", error.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (path is not null)
        {
            json.WriteString("finding", path);
            json.WriteString("replay", AccountText.Replay(path));
        }

        if (result.Account is { } account)
        {
            AccountJson.Write(json, account);
        }

        json.WriteEndObject();
    }
}
