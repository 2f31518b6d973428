using System.Text.Json;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Reports;

/// <summary>Reads what <see cref="NdjsonReport"/> wrote, as far as it goes: a run that was broken off has no end, and is not finished.</summary>
public static class NdjsonReader
{
    /// <summary>Reads a report.</summary>
    /// <param name="lines">Its lines.</param>
    /// <returns>The report, without the events of its failures.</returns>
    /// <exception cref="FormatException">A line is none of such a report; the message names it.</exception>
    public static Report Read(IEnumerable<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var report = new Report("", "", "", []) { IsFinished = false };
        var suites = new List<(string Name, List<ReportCase> Cases)>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            try
            {
                using var json = JsonDocument.Parse(line);
                var one = json.RootElement;
                switch (Text(one, "type"))
                {
                    case "run":
                        report = report with { Command = Text(one, "command"), Version = Text(one, "version"), Seed = Text(one, "seed") };
                        break;
                    case "case":
                        if (suites.Count == 0 || suites[^1].Name != Text(one, "suite"))
                        {
                            suites.Add((Text(one, "suite"), []));
                        }

                        suites[^1].Cases.Add(Case(one));
                        break;
                    case "failure":
                        var last = suites[^1].Cases[^1];
                        suites[^1].Cases[^1] = last with { Failures = [.. last.Failures, Failure(one)] };
                        break;
                    case "end":
                        report = report with { IsFinished = one.GetProperty("finished").GetBoolean(), Errors = [.. one.GetProperty("errors").EnumerateArray().Select(error => error.GetString() ?? "")] };
                        break;
                    default:
                        throw new FormatException($"line {number} is of no known type");
                }
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
            {
                throw new FormatException($"line {number} is no line of a report: {e.Message}", e);
            }
        }

        return report with { Suites = [.. suites.Select(suite => new ReportSuite(suite.Name, "", "", TimeSpan.Zero, suite.Cases))] };
    }

    static ReportCase Case(JsonElement one) => new(Text(one, "id"), Text(one, "title"), Verdict(one), Text(one, "message"))
    {
        Runs = one.GetProperty("runs").GetInt32(),
        Unsupported = one.GetProperty("unsupported").GetInt32(),
        Requirements = [.. one.GetProperty("requirements").EnumerateArray().Select(requirement => requirement.GetString() ?? "")],
        Faults = !one.TryGetProperty("faults", out var faults) ? [] : [.. faults.EnumerateArray().Select(fault => new FaultTally(
            Text(fault, "fault"), fault.GetProperty("cases").GetInt32(), fault.GetProperty("unsupported").GetInt32(), fault.GetProperty("failed").GetInt32()))],
    };

    static ReportFailure Failure(JsonElement one)
    {
        var lines = new List<(string Name, string Text)>();
        foreach (var line in one.GetProperty("account").EnumerateArray())
        {
            var name = line[0].GetString() ?? "";
            lines.Add((name.Length > 0 || lines.Count == 0 ? name : lines[^1].Name, line[1].GetString() ?? ""));
        }

        IReadOnlyList<string> Of(string name) => [.. lines.Where(line => line.Name == name).Select(line => line.Text)];
        return new ReportFailure(Verdict(one), Text(one, "subject"), Text(one, "message"), Of("case").FirstOrDefault() ?? "")
        {
            Id = Text(one, "bug"), Finding = Text(one, "finding"), Replay = Text(one, "replay"),
            Source = one.TryGetProperty("file", out var file) ? new SourcePlace(file.GetString() ?? "", one.GetProperty("line").GetInt32()) : null,
            Account = Of("expected") is not [var expected, ..] ? null : new FindingAccount
            {
                Expected = expected, Place = Of("at").FirstOrDefault() ?? "", Ends = Of("ends"), Faults = Of("fault"), Wire = Of("wire"), Waits = Of("waits"),
            },
        };
    }

    static Verdict Verdict(JsonElement one) => Enum.GetValues<Verdict>().Cast<Verdict?>().FirstOrDefault(verdict => VerdictText.Format(verdict!.Value) == Text(one, "verdict"))
        ?? throw new InvalidOperationException($"'{Text(one, "verdict")}' is no verdict");

    static string Text(JsonElement one, string name) => one.GetProperty(name).GetString() ?? "";
}
