using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Findings;

/// <summary>A failure, told on the screen: a name and a column of lines for each thing that is known.</summary>
static class AccountText
{
    public static void Print(Screen screen, FindingAccount account, bool withEvents = false)
    {
        Lines(screen, "expected", [account.Expected]);
        Lines(screen, "at", account.Place.Length > 0 ? [account.Place] : []);
        Lines(screen, "ends", account.Ends);
        Lines(screen, "fault", account.Faults);
        Lines(screen, "wire", account.Wire);
        Lines(screen, "waits", account.Waits);
        Lines(screen, "events", withEvents ? [.. account.Events.Select(e => e.ToString())] : []);
    }

    public static void Lines(Screen screen, string name, IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            screen.Line($"  {(i == 0 ? name : ""),-9} {lines[i].ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>The steps of a finding on one line.</summary>
    public static string Case(Finding finding)
    {
        const int Most = 300;
        var lines = finding.Script.Statements.Where(line => VerbCatalog.Find(line.Head) is not { Group: VerbGroup.Finding } and not { Name: "phs" or "title" } && !line.IsTrivia)
            .Select(line => string.Join(' ', ScriptPrinter.Print(line with { Comment = null, Body = null }).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        var text = finding.Scenario.IsCodecCase ? $"input of {finding.Scenario.Frame}: {finding.Scenario.Input}" : string.Join(" · ", lines);
        return text.Length <= Most ? text : text[..Most] + "…";
    }

    /// <summary>The words with which a finding is run again.</summary>
    public static string Replay(string path, bool endsProcess = false) =>
        $"protoharness replay {(path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path)}{(endsProcess ? " --isolate" : "")}";
}
