using System.CommandLine;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Addresses;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine;
using ProtoHarness.Engine.Live;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Live;

/// <summary><c>protoharness serve</c>: a plugin's server for foreign programs.</summary>
static class ServeCommand
{
    public static Command Create()
    {
        var plugin = LivePlugin.Argument();
        var listen = HostPort.Option("--listen", "Where programs connect to, by tcp, or udp for a plugin of datagrams; port 0 lets the system choose, and is printed.");
        listen.Required = false;
        var serve = new Option<string?>("--serve") { Description = "Which of the plugin's services runs; the echo, or else the first, when none is named.", HelpName = "NAME" };
        var named = new Option<string?>("--case") { Description = "For a plugin with the option 'case', such as tls-probe: the same as --set case=NAME.", HelpName = "NAME" };
        var list = new Option<bool>("--list") { Description = "Print the plugin's services and options, with every value that is a word, and serve nothing." };
        var set = CommonOptions.Set();
        var seed = CommonOptions.Seed();
        var time = CommonOptions.Time();
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var command = new Command("serve", "Run a plugin's server for foreign programs, until Ctrl-C.") { plugin, listen, serve, named, list, set, seed, time, json, noColor, quiet };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            try
            {
                var definition = LivePlugin.Load(parsed.GetValue(plugin)!);
                if (parsed.GetValue(list))
                {
                    ServeList.Print(definition, screen);
                    return ExitCode.Held;
                }

                var service = Find(definition, parsed.GetValue(serve));
                IReadOnlyList<(string, string)> of = parsed.GetValue(named) is { } word ? [("case", word)] : [];
                var values = LivePlugin.Values(definition, [], [.. CommonOptions.Pairs(parsed.GetValue(set)), .. of]);
                var address = parsed.GetValue(listen) ?? throw new FormatException("where to listen is missing: write --listen HOST:PORT, or --listen :PORT for the loopback address");
                var at = address.ToListen() ?? throw new FormatException($"'{address}' is no address to listen on: write an IP address of this machine, or :PORT for the loopback address (--listen)");
                var output = new LiveOutput(screen, parsed.GetValue(json), parsed.GetValue(quiet));
                await using var server = new LiveServer(definition, service, at, new LiveServices(values, parsed.GetValue(seed), output, TimeProvider.System));
                output.Listening(definition, service, $"{server.Address}", parsed.GetValue(seed));
                using var limit = parsed.GetValue(time) is { } most ? new CancellationTokenSource(most, TimeProvider.System) : new CancellationTokenSource();
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
                await server.RunAsync(stop.Token);
                return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Held;
            }
            catch (FormatException e)
            {
                screen.Error(e.Message);
                return ExitCode.Usage;
            }
            catch (PluginLoadException e)
            {
                screen.Error(e.Message);
                return ExitCode.CouldNotRun;
            }
            catch (SocketException e)
            {
                screen.Error($"cannot listen on {parsed.GetValue(listen)}: {e.Message} (--listen)");
                return ExitCode.CouldNotRun;
            }
        });
        return command;
    }

    static Service Find(PluginDefinition plugin, string? name)
    {
        if (plugin.Services.Count == 0)
        {
            throw new FormatException($"the plugin '{plugin.Id}' has no server");
        }

        return name is null ? plugin.Services.FirstOrDefault(service => service.Name == "echo") ?? plugin.Services[0]
            : plugin.Services.FirstOrDefault(service => service.Name == name)
                ?? throw new FormatException($"'{name}' is no service of '{plugin.Id}'{NearestWord.Hint(name, plugin.Services.Select(service => service.Name))} (--serve)");
    }
}
