using System.Text.Json;
using ProtoHarness.Engine.Findings;

namespace ProtoHarness.Cli.Findings;

/// <summary>The account of a failure, as properties of the object that is being written.</summary>
static class AccountJson
{
    public static void Write(Utf8JsonWriter json, FindingAccount account)
    {
        json.WriteString("expected", account.Expected);
        json.WriteString("at", account.Place.Length > 0 ? account.Place : null);
        foreach (var (name, lines) in new[] { ("events", (IReadOnlyList<string>)[.. account.Events.Select(e => e.ToString())]), ("ends", account.Ends), ("faults", account.Faults), ("wire", account.Wire), ("waits", account.Waits) })
        {
            json.WriteStartArray(name);
            foreach (var line in lines)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
        }
    }
}
