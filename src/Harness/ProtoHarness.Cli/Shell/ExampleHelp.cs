using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ProtoHarness.Cli.Shell;

/// <summary>Help with examples behind what the parser itself says.</summary>
sealed class ExampleHelp(HelpAction inner) : SynchronousCommandLineAction
{
    static readonly SortedDictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["protoharness"] = ["protoharness check MyProto.cs", "protoharness plugin new MyProto --single-file", "protoharness run suites --clauses"],
        ["protoharness check"] = ["protoharness check MyProto.cs", "protoharness check --filter session/split --seed 7", "protoharness check MyProto.dll --time 5m --report junit=check.xml,html=check.html"],
        ["protoharness run"] = ["protoharness run suites/smux --clauses", "protoharness run talk.phs --seeds 100 --pcap captures", "protoharness run suites --shard 1/4 --baseline known.txt --report junit=run.xml"],
        ["protoharness diff"] = ["protoharness diff talk.phs my-proto MyOtherProto.cs", "protoharness diff talk.phs smux exec:\"./smux-server {port}\""],
        ["protoharness replay"] = ["protoharness replay findings/x.phs", "protoharness replay findings/x.phs --runs 100"],
        ["protoharness shrink"] = ["protoharness shrink findings/x.phs --time 5m"],
        ["protoharness triage"] = ["protoharness triage findings"],
        ["protoharness bench"] = ["protoharness bench length-prefix --set width=4", "protoharness bench MyProto.cs --on tcp --save before.json", "protoharness bench MyProto.cs --on tcp --compare before.json"],
        ["protoharness export dissector"] = ["protoharness export dissector smux -o smux.lua", "protoharness export dissector smux --set version=2 -o smux2.lua"],
        ["protoharness export ksy"] = ["protoharness export ksy queue -o queue.ksy"],
        ["protoharness export spec"] = ["protoharness export spec MyProto.cs -o MyProto.md"],
        ["protoharness export pcapng"] = ["protoharness export pcapng findings/x.phs -o x.pcapng"],
        ["protoharness export xunit"] = ["protoharness export xunit findings/x.phs -o XTests.cs --namespace MyProto.Tests"],
        ["protoharness fmt"] = ["protoharness fmt suites", "protoharness fmt talk.phs --json"],
        ["protoharness plugin new"] = ["protoharness plugin new MyProto --single-file", "protoharness plugin new MyProto -o src"],
        ["protoharness plugin inspect"] = ["protoharness plugin inspect MyProto.dll", "protoharness plugin inspect MyProto.cs --define"],
        ["protoharness doctor"] = ["protoharness doctor bin/Debug/net10.0"],
        ["protoharness report"] = ["protoharness report out --report html=all.html"],
        ["protoharness completions"] = ["protoharness completions bash >> ~/.bashrc"],
    };

    /// <summary>Puts it in the place of a root command's help.</summary>
    public static void Install(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            if (option.Action is HelpAction help)
            {
                option.Action = new ExampleHelp(help);
            }
        }
    }

    // Who asks for help has not given all arguments yet.
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var code = inner.Invoke(parseResult);
        if (Examples.TryGetValue(Name(parseResult.CommandResult.Command), out var examples))
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"Examples:\n  {string.Join("\n  ", examples)}\n");
        }

        return code;
    }

    static string Name(Command command) => command is RootCommand ? "protoharness" : $"{Name(command.Parents.OfType<Command>().First())} {command.Name}";
}
