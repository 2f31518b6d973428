using System.CommandLine;
using System.Text.Json;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Findings;

/// <summary><c>protoharness triage</c>: a folder of findings, sorted by bug.</summary>
static class TriageCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder with findings, and its subfolders." };
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var command = new Command("triage", "Group findings by law, exception, stack and state: one group for each bug that they look like.") { folder, json, noColor };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            return Run(parsed.GetValue(folder)!, parsed.GetValue(json), screen);
        });
        return command;
    }

    static int Run(string folder, bool json, Screen screen)
    {
        var (cases, errors) = SuiteCase.Find([folder]);
        foreach (var error in errors)
        {
            screen.Error(error);
        }

        var code = errors.Count > 0 ? ExitCode.Usage : ExitCode.Held;
        var findings = new List<(string Path, Finding Finding)>();
        foreach (var path in cases.Select(found => found.Path))
        {
            try
            {
                findings.Add((path.Replace('\\', '/'), Finding.Load(path)));
            }
            catch (ScriptException e)
            {
                screen.Error(e.Message);
                code = ExitCode.Usage;
            }
        }

        var groups = FindingTriage.Group(findings);
        if (json)
        {
            screen.Line(JsonSerializer.Serialize(
                new
                {
                    groups = groups.Select(group => new
                    {
                        id = group.Key.Id, plugin = group.Key.Plugin, law = group.Key.Law, exception = group.Key.Exception, stack = group.Key.Stack.ToArray(), state = group.Key.State.ToArray(),
                        message = group.Findings[0].Finding.Message, findings = group.Findings.Select(item => item.Path),
                    }),
                },
                Indented));
            return code;
        }

        foreach (var group in groups)
        {
            var first = group.Findings[0];
            screen.Line($"{group.Key.Id}  {group.Key.Plugin}/{group.Key.Law}  {group.Findings.Count} finding{(group.Findings.Count == 1 ? "" : "s")}");
            AccountText.Lines(screen, "message", [first.Finding.Message]);
            AccountText.Lines(screen, "threw", group.Key.Exception.Length > 0 ? [group.Key.Exception] : []);
            AccountText.Lines(screen, "stack", [.. group.Key.Stack]);
            AccountText.Lines(screen, "state", [.. group.Key.State]);
            AccountText.Lines(screen, "replay", [AccountText.Replay(first.Path)]);
            AccountText.Lines(screen, "more", [.. group.Findings.Skip(1).Select(item => item.Path)]);
            screen.Line();
        }

        screen.Line($"{findings.Count} findings of {groups.Count} bugs, as far as they can be told apart.");
        return code;
    }

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
