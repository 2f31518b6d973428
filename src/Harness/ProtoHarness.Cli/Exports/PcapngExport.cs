using System.CommandLine;
using ProtoHarness.Cli.Output;
using ProtoHarness.Cli.Scripts;
using ProtoHarness.Engine.Captures;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Cli.Exports;

/// <summary><c>protoharness export pcapng</c>: a script or a finding, run once, as a packet capture.</summary>
static class PcapngExport
{
    public static Command Create()
    {
        var path = new Argument<string>("SCRIPT") { Description = "A script or a finding." };
        var plugin = CommonOptions.PluginFiles();
        var seed = CommonOptions.Seed();
        var output = new Option<string>("--output", "-o") { Description = "The file to write to.", HelpName = "FILE", Required = true };
        var noColor = CommonOptions.NoColor();
        var command = new Command("pcapng", "Run a script or a finding once and write what crossed as a packet capture, with comments that name the faults.") { path, plugin, seed, output, noColor };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            var plugins = new ScriptPlugins();
            foreach (var error in plugins.Add(parsed.GetValue(plugin) ?? []))
            {
                screen.Error(error.ToString());
            }

            var file = parsed.GetValue(path)!;
            if (!File.Exists(file))
            {
                screen.Error($"{file}: there is no such file");
                return ExitCode.Usage;
            }

            var loaded = new SuiteRunner(LawJudge.Instance, plugins.Find, new SuiteOptions()).Load(new SuiteCase(Path.GetFileNameWithoutExtension(file), file));
            if (loaded.Bound is not { } bound)
            {
                screen.Error(string.Join('\n', loaded.Errors));
                return ExitCode.Usage;
            }

            if (bound.Spec is null)
            {
                screen.Error($"{file}: a finding of a codec is no session; nothing crosses a connection");
                return ExitCode.Usage;
            }

            var run = ScenarioRunner.Run(bound, bound.Scenario.Seed ?? parsed.GetValue(seed), keepTrace: true);
            return OutputFile.Save(parsed.GetValue(output)!, SessionCapture.Write(run.Result, Verdict(bound, run)), screen);
        });
        return command;
    }

    // A finding expects nothing itself: its law does, and is not asked here.
    internal static string Verdict(BoundScenario bound, ScenarioRun run) => bound.Scenario.Finding is { } finding
        ? $"a finding of {finding.Law}" : $"{VerdictText.Format(run.Verdict)} {run.Message}".TrimEnd();
}
