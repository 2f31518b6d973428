using System.CommandLine;

namespace ProtoHarness.Cli.Plugins;

/// <summary><c>protoharness plugin</c>: start, list and look into plugins.</summary>
static class PluginCommand
{
    public static Command Create() => new("plugin", "Start a plugin, list plugins, or look into one.")
    {
        PluginNewCommand.Create(),
        PluginListCommand.Create(),
        PluginInspectCommand.Create(),
    };
}
