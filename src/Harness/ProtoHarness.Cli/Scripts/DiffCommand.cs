using System.CommandLine;
using ProtoHarness.Cli.Addresses;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Cli.Scripts;

/// <summary><c>protoharness diff</c>: one script, two servers, and the first frame in which they differ.</summary>
static class DiffCommand
{
    public static Command Create()
    {
        var script = new Argument<string>("SCRIPT") { Description = "A script; its client speaks to both servers." };
        var first = new Argument<string>("A") { Description = $"A plugin, or {ExecArgument.Prefix}\"COMMAND {ProgramSpec.Port}\" for a foreign program." };
        var second = new Argument<string>("B") { Description = "The other one." };
        var seed = CommonOptions.Seed();
        var noColor = CommonOptions.NoColor();
        var command = new Command("diff", "Run a script against two servers and show the first difference as frames.") { script, first, second, seed, noColor };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            var file = parsed.GetValue(script)!;
            if (!File.Exists(file))
            {
                screen.Error($"{file}: there is no such file");
                return ExitCode.Usage;
            }

            try
            {
                var (a, b) = (Run(file, parsed.GetValue(first)!, parsed.GetValue(seed)), Run(file, parsed.GetValue(second)!, parsed.GetValue(seed)));
                var lines = ServerComparison.First(a.Result, b.Result);
                foreach (var line in lines)
                {
                    screen.Line(line);
                }

                screen.Line($"first   {VerdictText.Format(a.Verdict)} {a.Message}".TrimEnd());
                screen.Line($"second  {VerdictText.Format(b.Verdict)} {b.Message}".TrimEnd());
                screen.Line(lines.Count > 0 || a.Verdict != b.Verdict ? "They differ." : "They are the same.");
                return lines.Count > 0 || a.Verdict != b.Verdict ? ExitCode.Findings : ExitCode.Held;
            }
            catch (ScriptException e)
            {
                screen.Error(e.Message);
                return ExitCode.Usage;
            }
            catch (FormatException e)
            {
                screen.Error(e.Message);
                return ExitCode.Usage;
            }
            catch (PluginLoadException e)
            {
                screen.Error(e.Error.ToString());
                return ExitCode.CouldNotRun;
            }
            catch (ProgramException e)
            {
                screen.Error(e.Message);
                return ExitCode.CouldNotRun;
            }
        });
        return command;
    }

    static ScenarioRun Run(string file, string side, Seed seed)
    {
        var errors = new ScriptErrors();
        var scenario = ScenarioReader.ReadFile(file, errors);
        errors.ThrowIfAny();
        var name = side;
        if (ExecArgument.Parse(side) is { } program)
        {
            name = scenario.Plugin.Text;
            scenario = scenario with { Server = new ServerChoice(ServerKind.Program, scenario.Plugin with { Text = program.CommandLine }) };
        }

        var bound = ScenarioBinder.Bind(scenario, new PluginCatalog().LoadOne(name).Definition, errors);
        errors.ThrowIfAny();
        return ScenarioRunner.Run(bound, scenario.Seed ?? seed);
    }
}
