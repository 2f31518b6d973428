using System.CommandLine;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Live;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Captures;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Imports;

/// <summary><c>protoharness import</c>: the sessions of packet captures as scripts, and as inputs for the fuzzer.</summary>
static class ImportCommand
{
    /// <summary>The largest capture. Setting: <c>import.size</c>.</summary>
    const long MaxSize = 256L << 20;

    public static Command Create()
    {
        var plugin = new Argument<string>("PLUGIN") { Description = "What the sessions speak: a bundled plugin's name, a DLL, a folder, or a .cs file." };
        var captures = new Argument<string[]>("CAPTURE") { Description = "pcapng or pcap files, of whole packets.", Arity = ArgumentArity.OneOrMore };
        var set = CommonOptions.Set();
        var port = new Option<int?>("--port") { Description = "Only sessions with a server on this port.", HelpName = "N" };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > 65_535)
            {
                result.AddError("--port takes a number from 1 to 65535");
            }
        });
        var scripts = new Option<string?>("--scripts") { Description = "Write a script for each session into this folder.", HelpName = "DIR" };
        var seeds = new Option<string?>("--seeds") { Description = "Add the frames of the sessions to the corpora in this folder, where 'fuzz --corpus DIR' starts from.", HelpName = "DIR" };
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var command = new Command("import", "Take the sessions of packet captures as scripts, and as inputs for the fuzzer.") { plugin, captures, set, port, scripts, seeds, noColor, quiet };
        command.Validators.Add(result =>
        {
            if (result.GetValue(scripts) is null && result.GetValue(seeds) is null)
            {
                result.AddError("nothing is to be written: give --scripts DIR, --seeds DIR, or both");
            }
        });
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            try
            {
                var loaded = new PluginCatalog().LoadOne(parsed.GetValue(plugin)!).Definition;
                var options = CommonOptions.Pairs(parsed.GetValue(set));
                var values = LivePlugin.Values(loaded, [], options);
                var output = new ImportOutput(loaded, options, values, parsed.GetValue(scripts), parsed.GetValue(seeds), parsed.GetValue(quiet), screen);
                var code = ExitCode.Held;
                foreach (var file in parsed.GetValue(captures)!)
                {
                    code = Math.Max(code, One(file, loaded, parsed.GetValue(port), output, screen));
                }

                return output.End(code);
            }
            catch (PluginLoadException e)
            {
                screen.Error(e.Error.ToString());
                return ExitCode.CouldNotRun;
            }
            catch (FormatException e)
            {
                screen.Error(e.Message);
                return ExitCode.Usage;
            }
        });
        return command;
    }

    static int One(string file, PluginDefinition plugin, int? port, ImportOutput output, Screen screen)
    {
        try
        {
            if (new FileInfo(file).Length > MaxSize)
            {
                screen.Error($"{file}: {new FileInfo(file).Length} bytes are more than {MaxSize} (import.size); cut it with editcap");
                return ExitCode.Usage;
            }

            var import = CaptureImport.Read(File.ReadAllBytes(file), plugin.Kind == ConnectionKind.Datagram, port);
            foreach (var note in import.Notes)
            {
                screen.Error($"{file}: note: {note}");
            }

            if (import.Sessions.Count == 0)
            {
                screen.Error($"{file}: no session{(port is null ? "" : $" on port {port}")} that carries {(plugin.Kind == ConnectionKind.Datagram ? "udp" : "tcp")}, which is what '{plugin.Id}' speaks");
                return ExitCode.Usage;
            }

            return output.Write(file, import.Sessions);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            screen.Error($"{file}: {e.Message}");
            return ExitCode.Usage;
        }
    }
}
