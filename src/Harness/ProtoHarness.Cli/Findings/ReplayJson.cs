using System.Text.Json;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Findings;

namespace ProtoHarness.Cli.Findings;

/// <summary>Replays for machines.</summary>
static class ReplayJson
{
    public static void Write(IReadOnlyList<Replayed> replays)
    {
        using var stream = GuardedOutput.Open();
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteStartArray("findings");
        foreach (var replayed in replays)
        {
            json.WriteStartObject();
            json.WriteString("file", replayed.Loaded.Path);
            json.WriteString("law", replayed.Loaded.Finding.Law);
            json.WriteString("plugin", replayed.Loaded.Finding.Plugin);
            json.WriteString("id", FindingKey.Of(replayed.Loaded.Finding).Id);
            json.WriteString("verdict", replayed.Lives ? "FAIL" : replayed.Failed > 0 ? "FLAKY" : replayed.Error.Length > 0 ? "HARNESS-ERROR" : replayed.Unsupported.Length > 0 ? "UNSUPPORTED" : "PASS");
            json.WriteString("message", replayed.Error.Length > 0 ? replayed.Error : replayed.Failed > 0 ? replayed.Message : replayed.Unsupported);
            json.WriteNumber("runs", replayed.Runs);
            json.WriteNumber("failed", replayed.Failed);
            json.WriteNumber("sameTrace", replayed.SameTrace);
            json.WriteStartArray("notes");
            foreach (var note in replayed.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
            if (replayed.Account is { } account)
            {
                AccountJson.Write(json, account);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
