using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ProtoHarness.Cli.Shell;

/// <summary>Help as a page of a manual: behind what the parser itself says come examples, exit codes, settings, and where more is written.</summary>
sealed class FullHelp(HelpAction inner) : SynchronousCommandLineAction
{
    const string Settings = "Each option may also stand in protoharness.toml, under [COMMAND], or in the environment, as PROTOHARNESS_OPTION; the command line wins.";

    /// <summary>Puts it in the place of a root command's help.</summary>
    public static void Install(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction help)
            {
                option.Action = new FullHelp(help);
            }
        }
    }

    // Who asks for help has not given all arguments yet.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        if (HelpPages.All.TryGetValue(Name(command), out var page))
        {
            var output = parseResult.InvocationConfiguration.Output;
            Section(output, "Examples", page.Examples);
            Section(output, "Exit codes", page.Codes);
            Section(output, "Settings", command.Subcommands.Count == 0 && command.Options.Count > 0 ? [Settings] : []);
            Section(output, "More", [page.Page]);
        }

        return code;
    }

    static void Section(TextWriter output, string title, string[] lines)
    {
        if (lines.Length > 0)
        {
            output.Write($"{title}:\n  {string.Join("\n  ", lines)}\n\n");
        }
    }

    static string Name(Command command) => command is RootCommand ? "protoharness" : $"{Name(command.Parents.OfType<Command>().First())} {command.Name}";
}
