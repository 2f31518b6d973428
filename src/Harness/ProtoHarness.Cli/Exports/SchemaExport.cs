using System.CommandLine;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Live;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Exports;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Exports;

/// <summary><c>protoharness export dissector|ksy|spec</c>: a plugin's schemas in the languages of others.</summary>
static class SchemaExport
{
    public static IEnumerable<Command> All() =>
    [
        Create("dissector", "Write a dissector for Wireshark, in Lua: wireshark -X lua_script:FILE.", LuaDissector.Write),
        Create("ksy", "Write the frames as a Kaitai Struct file.", KaitaiStruct.Write),
        Create("spec", "Write a specification in Markdown: a diagram and a table for each frame.", MarkdownSpecification.Write),
    ];

    static Command Create(string name, string description, Func<PluginDefinition, ParameterValues, string> write)
    {
        var plugin = new Argument<string>("PLUGIN") { Description = "A bundled plugin's name, a DLL, a folder, or a .cs file." };
        var set = CommonOptions.Set();
        var output = new Option<string?>("--output", "-o") { Description = "The file to write to; else it is printed.", HelpName = "FILE" };
        var noColor = CommonOptions.NoColor();
        var command = new Command(name, description) { plugin, set, output, noColor };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            LoadedPlugin loaded;
            try
            {
                loaded = new PluginCatalog().LoadOne(parsed.GetValue(plugin)!);
            }
            catch (PluginLoadException e)
            {
                screen.Error(e.Error.ToString());
                return ExitCode.CouldNotRun;
            }

            try
            {
                var values = LivePlugin.Values(loaded.Definition, [], CommonOptions.Pairs(parsed.GetValue(set)));
                return OutputFile.Save(parsed.GetValue(output), write(loaded.Definition, values), screen);
            }
            catch (Exception e) when (e is FormatException or NotSupportedException)
            {
                screen.Error(e.Message);
                return ExitCode.Usage;
            }
        });
        return command;
    }
}
