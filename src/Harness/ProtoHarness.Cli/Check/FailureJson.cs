using System.Text.Json;
using ProtoHarness.Cli.Findings;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Cli.Check;

/// <summary>One failure for machines: the same as on the screen.</summary>
static class FailureJson
{
    public static void Write(Utf8JsonWriter json, CheckFailure failure, string? path)
    {
        json.WriteStartObject();
        json.WriteString("verdict", VerdictText.Format(failure.Judgement.Verdict));
        json.WriteString("subject", failure.Subject);
        json.WriteString("message", failure.Judgement.Message);
        json.WriteString("case", failure.Session?.ToString());
        json.WriteString("input", failure.Session is null ? Convert.ToHexStringLower(failure.Input.Span) : null);
        if (failure.Made is { } made)
        {
            json.WriteStartObject("finding");
            json.WriteString("file", path);
            json.WriteString("replay", path is null ? null : AccountText.Replay(path, failure.EndsProcess));
            json.WriteString("id", FindingKey.Of(made.Finding).Id);
            json.WriteString("message", made.Finding.Message);
            json.WriteString("case", AccountText.Case(made.Finding));
            json.WriteBoolean("reproducible", made.IsReproducible);
            json.WriteNumber("failed", made.Finding.Header.Failed);
            json.WriteNumber("replays", made.Finding.Header.Runs);
            json.WriteStartArray("shrunk");
            foreach (var change in made.Changes)
            {
                json.WriteStringValue(change.Change);
            }

            json.WriteEndArray();
            if (made.Account is { } account)
            {
                AccountJson.Write(json, account);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
