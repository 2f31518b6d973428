using System.CommandLine;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Addresses;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine;
using ProtoHarness.Engine.Live;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Framing;

namespace ProtoHarness.Cli.Live;

/// <summary><c>protoharness connect</c>: one conversation of a plugin with a foreign program.</summary>
static class ConnectCommand
{
    public static Command Create()
    {
        var plugin = LivePlugin.Argument();
        var conversation = new Argument<string>("CONVERSATION") { Description = "What the client does: one of the plugin's conversations." };
        var parameters = new Argument<string[]>("NAME=VALUE") { Description = "The conversation's parameters.", Arity = ArgumentArity.ZeroOrMore };
        var to = HostPort.Option("--to", "The foreign program.");
        var set = CommonOptions.Set();
        var seed = CommonOptions.Seed();
        var time = CommonOptions.Time();
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var command = new Command("connect", "Run one conversation of a plugin with a foreign program.") { plugin, conversation, parameters, to, set, seed, time, json, noColor, quiet };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            var output = new LiveOutput(screen, parsed.GetValue(json), parsed.GetValue(quiet));
            try
            {
                var definition = LivePlugin.Load(parsed.GetValue(plugin)!);
                var name = parsed.GetValue(conversation)!;
                var wanted = definition.Conversations.FirstOrDefault(known => known.Name == name)
                    ?? throw new FormatException($"'{name}' is no conversation of '{definition.Id}'{NearestWord.Hint(name, definition.Conversations.Select(known => known.Name))}");
                var values = LivePlugin.Values(definition, wanted.Parameters, [.. CommonOptions.Pairs(parsed.GetValue(set)), .. CommonOptions.Pairs(parsed.GetValue(parameters))]);
                using var limit = parsed.GetValue(time) is { } most ? new CancellationTokenSource(most, TimeProvider.System) : new CancellationTokenSource();
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
                var services = new LiveServices(values, parsed.GetValue(seed), output, TimeProvider.System);
                var code = await RunAsync(definition, wanted, parsed.GetValue(to)!, services, output, stop.Token);
                return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : limit.IsCancellationRequested && code != ExitCode.Held ? ExitCode.NoVerdict : code;
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
        });
        return command;
    }

    static async Task<int> RunAsync(PluginDefinition plugin, Conversation conversation, HostPort to, LiveServices services, LiveOutput output, CancellationToken cancellationToken)
    {
        Exception? error = null;
        try
        {
            await LiveClient.RunAsync(plugin, conversation, to.ToConnect(), services, cancellationToken);
        }
        catch (Exception e) when (e is ProtocolException or ExpectationException or IOException or SocketException or TimeoutException or OperationCanceledException)
        {
            error = e;
        }

        output.Ended("C", error);
        output.Done(plugin, conversation, services.Seed, error);
        return error switch
        {
            null => ExitCode.Held,
            ConnectFailedException => ExitCode.CouldNotRun,
            _ => ExitCode.Findings,
        };
    }
}
