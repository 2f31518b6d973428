using System.CommandLine;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Exports;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Findings;

namespace ProtoHarness.Cli.Findings;

/// <summary><c>protoharness export</c>: plugins, runs and findings as something else.</summary>
static class ExportCommand
{
    public static Command Create()
    {
        var command = new Command("export", "Write a plugin, a run or a finding in the language of another tool.") { Xunit(), PcapngExport.Create() };
        foreach (var schema in SchemaExport.All())
        {
            command.Add(schema);
        }

        return command;
    }

    static Command Xunit()
    {
        var path = new Argument<string>("FINDING") { Description = "A file that check or run has written." };
        var plugin = CommonOptions.PluginFiles();
        var output = new Option<string?>("--output", "-o") { Description = "The file to write to; else it is printed.", HelpName = "FILE" };
        var name = new Option<string>("--namespace") { Description = "The namespace of the test.", HelpName = "NAME", DefaultValueFactory = _ => "Findings" };
        var noColor = CommonOptions.NoColor();
        var command = new Command("xunit", "Write an xunit test that fails as long as the bug lives; its project references ProtoHarness.Testing and the plugin.") { path, plugin, output, name, noColor };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            var (findings, code) = LoadedFinding.Load([parsed.GetValue(path)!], parsed.GetValue(plugin) ?? [], screen);
            return findings is [var loaded] ? Write(loaded, parsed.GetValue(name)!, parsed.GetValue(output), screen) : code;
        });
        return command;
    }

    static int Write(LoadedFinding loaded, string name, string? output, Screen screen)
    {
        var type = loaded.Plugin.Loader.LoadDefaultAssembly().GetTypes().FirstOrDefault(type => typeof(IProtocolPlugin).IsAssignableFrom(type) && !type.IsAbstract);
        if (type?.FullName is not { } full)
        {
            screen.Error($"{loaded.Plugin.Source} has no class that is a plugin any more");
            return ExitCode.CouldNotRun;
        }

        return OutputFile.Save(output, XunitExport.Write(loaded.Finding, full, name), screen);
    }
}
