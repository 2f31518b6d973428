using System.CommandLine;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Addresses;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Proxies;

namespace ProtoHarness.Cli.Proxy;

/// <summary><c>protoharness proxy</c>: the same faults between any two real programs.</summary>
static class ProxyCommand
{
    public static Command Create()
    {
        var listen = HostPort.Option("--listen", "Where programs connect to; port 0 lets the system choose, and is printed.");
        var to = HostPort.Option("--to", "Where each connection is carried to.");
        var fault = new Option<string[]>("--fault") { Description = "A fault, as in a script: 'C>S fragment 1 | delay 5ms', 'S>C#2 reset @4096'; may be given several times. C is who connects, S is the target.", HelpName = "RULE" };
        var profile = CommonOptions.Profile("Faults drawn for each connection by the seed");
        var decode = new Option<string?>("--decode") { Description = "Print the frames of this plugin as they pass: a bundled name, a DLL, a folder or a .cs file.", HelpName = "PLUGIN" };
        var set = CommonOptions.Set();
        var seed = CommonOptions.Seed();
        var connections = new Option<int>("--connections") { Description = "Connections at once; more wait to be accepted.", HelpName = "N", DefaultValueFactory = _ => 1024 };
        connections.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000_000)
            {
                result.AddError("--connections takes a number from 1 to 1000000");
            }
        });
        var connectTimeout = new Option<TimeSpan>("--connect-timeout")
        {
            Description = "How long connecting to the target may take (10s).",
            HelpName = "TIME",
            DefaultValueFactory = _ => TimeSpan.FromSeconds(10),
            CustomParser = result =>
            {
                if (Quantity.TryParseDuration(result.Tokens[0].Value, out var time) && time > TimeSpan.Zero)
                {
                    return time;
                }

                result.AddError($"'{result.Tokens[0].Value}' is not what --connect-timeout takes: write a span of time such as 10s");
                return default;
            },
        };
        var pcap = new Option<string?>("--pcap") { Description = "Write what is sent on, as the receivers get it, to this pcapng file.", HelpName = "FILE" };
        var time = CommonOptions.Time();
        var json = CommonOptions.Json();
        var noColor = CommonOptions.NoColor();
        var quiet = CommonOptions.Quiet();
        var command = new Command("proxy", "Carry tcp connections between two programs, under faults.")
        {
            listen, to, fault, profile, decode, set, seed, connections, connectTimeout, pcap, time, json, noColor, quiet,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), parsed.GetValue(quiet));
            WireFormat? wire;
            ProxyOptions options;
            try
            {
                var address = parsed.GetValue(listen)!;
                wire = parsed.GetValue(decode) is { } name ? Wire(name, CommonOptions.Pairs(parsed.GetValue(set))) : null;
                options = new ProxyOptions
                {
                    Listen = address.ToListen() ?? throw new FormatException($"'{address}' is no address to listen on: write an IP address of this machine, or :PORT for the loopback address (--listen)"),
                    Target = parsed.GetValue(to)!.ToConnect(),
                    Faults = [.. (parsed.GetValue(fault) ?? []).SelectMany(FaultRule.Parse).Select(OnTcp)],
                    Profile = FaultProfile.Find(parsed.GetValue(profile)),
                    Seed = parsed.GetValue(seed),
                    Wire = wire,
                    MaxConnections = parsed.GetValue(connections),
                    ConnectTimeout = parsed.GetValue(connectTimeout),
                };
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

            ProxyOutput output = parsed.GetValue(json) ? new ProxyJson(screen, wire) : new ProxyText(screen, wire, parsed.GetValue(quiet));
            return await RunAsync(options, output, screen, parsed.GetValue(pcap), parsed.GetValue(time), cancellationToken);
        });
        return command;
    }

    static async Task<int> RunAsync(ProxyOptions options, ProxyOutput output, Screen screen, string? pcap, TimeSpan? time, CancellationToken cancellationToken)
    {
        ProxyCapture? capture = null;
        FaultProxy proxy;
        try
        {
            capture = pcap is null ? null : new ProxyCapture(File.Create(pcap), $"proxy from {options.Listen} to {options.Target}, seed {options.Seed}", output, TimeProvider.System);
            proxy = new FaultProxy(options, capture is null ? output : capture, TimeProvider.System);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            screen.Error($"cannot write {pcap}: {e.Message} (--pcap)");
            return ExitCode.CouldNotRun;
        }
        catch (SocketException e)
        {
            capture?.Dispose();
            screen.Error($"cannot listen on {options.Listen}: {e.Message} (--listen)");
            return ExitCode.CouldNotRun;
        }

        using (proxy)
        {
            output.Listening(proxy.Address, options);
            using var limit = time is { } most ? new CancellationTokenSource(most, TimeProvider.System) : new CancellationTokenSource();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            await proxy.RunAsync(stop.Token);
            output.Stopped();
            capture?.Dispose();
            if (capture?.Problem is { } problem)
            {
                screen.Error($"{pcap} ends early: {problem} (--pcap)");
                return ExitCode.CouldNotRun;
            }

            return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Held;
        }
    }

    static WireFormat Wire(string name, IReadOnlyList<(string Name, string Value)> set)
    {
        var (plugins, errors) = new PluginCatalog().Load([name]);
        if (errors.Count > 0 || plugins.Count != 1)
        {
            throw errors.Count > 0 ? new PluginLoadException(errors[0]) : new FormatException($"{name} has {plugins.Count} plugins; name the one whose frames are to be printed (--decode)");
        }

        var plugin = plugins[0].Definition;
        var values = ParameterValues.Defaults;
        foreach (var (option, value) in set)
        {
            values = values.With(plugin.Options.FirstOrDefault(known => known.Name == option)
                ?? throw new FormatException($"'{plugin.Id}' has no option '{option}'{NearestWord.Hint(option, plugin.Options.Select(known => known.Name))}"), value);
        }

        return plugin.Wire?.Invoke(values) is { } wire && (wire.ToServer ?? wire.ToClient) is not null
            ? wire : throw new FormatException($"the plugin '{plugin.Id}' does not say what its connections are made of (plugin.Wire), so nothing can be decoded (--decode)");
    }

    static FaultRule OnTcp(FaultRule rule) => rule.Fault.Kind.Scope is FaultScope.Bytes or FaultScope.Connection
        ? rule : throw new FormatException($"'{rule.Fault.Text}' cannot be done by a proxy of tcp connections (--fault)");
}
