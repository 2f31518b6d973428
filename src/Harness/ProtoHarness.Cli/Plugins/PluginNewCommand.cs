using System.CommandLine;
using ProtoHarness.Cli.Output;

namespace ProtoHarness.Cli.Plugins;

/// <summary><c>protoharness plugin new</c>: a plugin that builds, runs, and passes the check.</summary>
static class PluginNewCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The plugin's name: MyProto or my-proto." };
        var singleFile = new Option<bool>("--single-file") { Description = "One source file, with no project around it." };
        var output = new Option<string>("--output", "-o") { Description = "The folder to write to.", HelpName = "FOLDER", DefaultValueFactory = _ => "." };
        var noColor = CommonOptions.NoColor();
        var command = new Command("new", "Start a plugin: a server, a client and a frame that pass every law, to be changed from there.") { name, singleFile, output, noColor };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            return Run(parsed.GetValue(name)!, parsed.GetValue(singleFile), parsed.GetValue(output)!, screen);
        });
        return command;
    }

    static int Run(string text, bool singleFile, string folder, Screen screen)
    {
        if (PluginName.Parse(text) is not { } name)
        {
            screen.Error($"'{text}' cannot be a plugin's name: write letters, digits and hyphens, starting with a letter, at most 40, such as MyProto or my-proto. The folder goes into --output.");
            return ExitCode.Usage;
        }

        var files = singleFile ? PluginTemplate.SingleFile(name) : PluginTemplate.Project(name);
        if (files.Select(file => Path.Combine(folder, file.Path)).FirstOrDefault(File.Exists) is { } existing)
        {
            screen.Error($"{existing} is there already. Choose another name, another --output, or move it away.");
            return ExitCode.Usage;
        }

        try
        {
            foreach (var (path, content) in files)
            {
                var full = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(full))!);
                File.WriteAllText(full, content);
                screen.Line($"wrote {full}");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Error(e.Message);
            return ExitCode.CouldNotRun;
        }

        var target = Path.Combine(folder, singleFile ? files[0].Path : name.ClassName);
        screen.Line($"Next: {(singleFile ? "" : $"dotnet build {target} && ")}protoharness check {Relative(target)}");
        return ExitCode.Held;
    }

    // A bare word would be taken for a plugin's name.
    static string Relative(string path) => path.EndsWith(".cs", StringComparison.Ordinal) || Path.IsPathRooted(path) || path.StartsWith('.') ? path : $"./{path}";
}
