using System.CommandLine;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Plugins;

/// <summary><c>protoharness plugin list</c>: one line for each plugin.</summary>
static class PluginListCommand
{
    const int MinNameWidth = 12;

    public static Command Create()
    {
        var plugins = CommonOptions.Plugins();
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var command = new Command("list", "List plugins: name, what it is, what it has.") { plugins, json, noColor };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            var (loaded, errors) = new PluginCatalog().Load(parsed.GetValue(plugins)!);
            if (parsed.GetValue(json))
            {
                screen.Line(PluginJson.Of(new { Plugins = loaded.Select(PluginJson.View), Errors = errors.Select(PluginJson.View) }));
            }
            else
            {
                Print(loaded, errors, screen);
            }

            return errors.Count > 0 ? ExitCode.CouldNotRun : ExitCode.Held;
        });
        return command;
    }

    static void Print(IReadOnlyList<LoadedPlugin> loaded, IReadOnlyList<PluginLoadError> errors, Screen screen)
    {
        var width = loaded.Select(plugin => plugin.Id.Length).Append(MinNameWidth).Max();
        foreach (var plugin in loaded)
        {
            var definition = plugin.Definition;
            string[] has =
            [
                Words.Count(definition.Frames.Count, "frame"), Words.Count(definition.Services.Count, "service"),
                Words.Count(definition.Conversations.Count, "conversation"), Words.Count(definition.Options.Count, "option"),
            ];
            screen.Line($"{plugin.Id.PadRight(width)}  {definition.Summary} ({string.Join(", ", has)})");
        }

        foreach (var error in errors)
        {
            screen.Error(error.ToString());
        }
    }
}
