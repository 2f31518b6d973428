using System.CommandLine;
using ProtoHarness.Cli.Bench;
using ProtoHarness.Cli.Check;
using ProtoHarness.Cli.Findings;
using ProtoHarness.Cli.Fuzz;
using ProtoHarness.Cli.Imports;
using ProtoHarness.Cli.Live;
using ProtoHarness.Cli.Plugins;
using ProtoHarness.Cli.Probe;
using ProtoHarness.Cli.Proxy;
using ProtoHarness.Cli.Reports;
using ProtoHarness.Cli.Scripts;
using ProtoHarness.Cli.Shell;

namespace ProtoHarness.Cli;

/// <summary>The command line as a whole.</summary>
static class Root
{
    public static RootCommand Create() => new("ProtoHarness runs a protocol's server against its client, attacks the bytes between them, and says what is wrong.")
    {
        CheckCommand.Create(),
        RunCommand.Create(),
        FuzzCommand.Create(),
        CorpusCommand.Create(),
        DiffCommand.Create(),
        ReplayCommand.Create(),
        ShrinkCommand.Create(),
        TriageCommand.Create(),
        ExportCommand.Create(),
        ImportCommand.Create(),
        FmtCommand.Create(),
        ProbeCommand.Create(),
        ServeCommand.Create(),
        ConnectCommand.Create(),
        ProxyCommand.Create(),
        PluginCommand.Create(),
        DoctorCommand.Create(),
        BenchCommand.Create(),
        ReportCommand.Create(),
        CompletionsCommand.Create(),
    };
}
