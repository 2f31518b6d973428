using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Plugins.TlsProbe.Fleet;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Cli.Probe;

/// <summary>Probes servers and prints a record of each as soon as it is known. Exit codes as monitoring has them (docs/tls-probe.md).</summary>
sealed class ProbeRun(Screen screen, IRecordWriter writer)
{
    /// <summary>What could not be judged.</summary>
    public const int Unknown = 3;

    public required ProbeOptions Options { get; init; }

    public required FleetOptions Fleet { get; init; }

    public required int Port { get; init; }

    public required string? Name { get; init; }

    public required Seed Seed { get; init; }

    /// <summary>Probes all.</summary>
    /// <returns>0 ok, 1 warning, 2 critical, 3 unknown: the worst, critical before unknown before warning.</returns>
    public async Task<int> RunAsync(IEnumerable<(string Place, string Text)> lines, CancellationToken cancellationToken)
    {
        var severities = new List<Severity>();
        var bad = 0;
        var asked = 0;
        try
        {
            await new FleetProbe(new SocketNetwork(), Fitting(), TimeProvider.System, number => Seed.Derive(number).NewRandom()).RunAsync(
                Targets(),
                record =>
                {
                    severities.Add(record.Status);
                    screen.ClearStatus();
                    writer.Write(record, Console.Out);
                    screen.Status(() => $"{severities.Count} of {asked} servers known");
                },
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Error($"interrupted: {severities.Count} of {asked} servers known");
            writer.End(Console.Out);
            return ExitCode.Interrupted;
        }

        screen.ClearStatus();
        writer.End(Console.Out);
        if (severities.Count + bad == 0)
        {
            screen.Error("no server is named: write HOST[:PORT], --file FILE, or - for standard input");
        }

        var worst = ProbeRecord.Worst(severities);
        return worst switch
        {
            Severity.Critical => 2,
            Severity.Unknown => Unknown,
            _ when bad > 0 || severities.Count == 0 => Unknown,
            Severity.Warning => 1,
            _ => 0,
        };

        // A runtime that has no file handle left for itself ends the process, and no server would have a record.
        FleetOptions Fitting()
        {
            if (MachineHandles.Room() is not { } room || room >= Fleet.InFlight)
            {
                return Fleet;
            }

            screen.Error($"this process may open {room} sockets: so many handshakes run at once, not {Fleet.InFlight} (raise the limit, ulimit -n, or lower --in-flight)");
            return Fleet with { InFlight = room };
        }

        IEnumerable<(ProbeTarget, ProbeOptions)> Targets()
        {
            foreach (var (place, text) in lines)
            {
                if (ProbeTarget.TryParse(text, Port, out var target, out var error))
                {
                    asked++;
                    yield return (target! with { Name = Name }, Options);
                }
                else
                {
                    bad++;
                    screen.Error(place + error);
                }
            }
        }
    }
}
