using System.CommandLine;
using System.Text.Json;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Addresses;
using ProtoHarness.Cli.Live;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Measuring;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Cli.Bench;

/// <summary><c>protoharness bench</c>: what a plugin's conversations cost.</summary>
static class BenchCommand
{
    const int WarmUp = 30;
    static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        var name = new Argument<string>("PLUGIN") { Description = "A bundled plugin's name, a DLL, a folder, or a .cs file." };
        var conversation = new Option<string?>("--conversation") { Description = "Only this one; else all.", HelpName = "NAME" };
        var transport = new Option<string>("--on") { Description = "What connects the roles: memory or tcp.", HelpName = "TRANSPORT", DefaultValueFactory = _ => "memory" };
        transport.AcceptOnlyFromAmong("memory", "tcp");
        var runs = CommonOptions.Runs("How many sessions of each are measured.", 200);
        var time = CommonOptions.Time();
        var seed = CommonOptions.Seed();
        var set = CommonOptions.Set();
        var save = new Option<string?>("--save") { Description = "Write what was measured into this file, for --compare.", HelpName = "FILE" };
        var compare = new Option<string?>("--compare")
        {
            Description = $"Compare with what --save wrote, or with a foreign program's server over tcp ({ExecArgument.Prefix}\"COMMAND {ProgramSpec.Port}\"): the ratio of the medians, and its 95 % interval.",
            HelpName = "FILE|exec:COMMAND",
        };
        var reports = CommonOptions.Report();
        var noColor = CommonOptions.NoColor();
        var command = new Command("bench", "Measure a plugin's conversations: throughput, latency, allocations, processor time.") { name, conversation, transport, runs, time, seed, set, save, compare, reports, noColor };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            try
            {
                var plugin = new PluginCatalog().LoadOne(parsed.GetValue(name)!).Definition;
                var with = parsed.GetValue(compare);
                var program = with is null ? null : ExecArgument.Parse(with);
                var earlier = with is null || program is not null ? [] : Read(with);
                var values = LivePlugin.Values(plugin, [], CommonOptions.Pairs(parsed.GetValue(set)));
                var chosen = Conversations(plugin, parsed.GetValue(conversation));
                var (measured, comparisons) = (new List<Measurement>(), new List<string>());
                var limit = (parsed.GetValue(time) ?? UsualTime) / chosen.Count;
                foreach (var one in chosen.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
                {
                    screen.Status(() => $"{plugin.Id} {one.Name}");
                    if (program is not null)
                    {
                        var (ours, theirs) = await new ServerMeasuring(TimeProvider.System).RunAsync(plugin, one, values, parsed.GetValue(seed), program, parsed.GetValue(runs), WarmUp, limit, cancellationToken);
                        measured.AddRange(ours, theirs);
                        comparisons.Add(BenchComparison.Line(ours, theirs, "the program's median", parsed.GetValue(seed)));
                        continue;
                    }

                    var spec = new SessionSpec { Plugin = plugin, Conversation = one, Values = values, Seed = parsed.GetValue(seed), Transport = parsed.GetValue(transport) == "tcp" ? TransportKind.Tcp : TransportKind.Memory };
                    measured.Add(new SessionMeasuring(TimeProvider.System).Run(spec, parsed.GetValue(runs), WarmUp, limit, cancellationToken));
                }

                screen.ClearStatus();
                comparisons.AddRange(BenchComparison.WithEarlier(measured, earlier, parsed.GetValue(seed)));
                new BenchText(screen).Write(measured, comparisons, parsed.GetValue(seed));
                ReportFiles.Write(parsed.GetValue(reports)!, BenchModel.Of(measured, comparisons, parsed.GetValue(seed).ToString()), screen);
                var saved = parsed.GetValue(save) is { } path ? OutputFile.Save(path, JsonSerializer.SerializeToUtf8Bytes(measured), screen) : ExitCode.Held;
                return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : saved;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return ExitCode.Interrupted;
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
            catch (Exception e) when (e is InvalidOperationException or ProgramException)
            {
                screen.Error(e.Message);
                return ExitCode.CouldNotRun;
            }
        });
        return command;
    }

    static IReadOnlyList<Conversation> Conversations(PluginDefinition plugin, string? name) => name is null ? plugin.Conversations
        : [plugin.Conversations.FirstOrDefault(one => one.Name == name) ?? throw new FormatException($"'{plugin.Id}' has no conversation '{name}'{NearestWord.Hint(name, plugin.Conversations.Select(one => one.Name))}")];

    static IReadOnlyList<Measurement> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<List<Measurement>>(File.ReadAllBytes(file)) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FormatException($"{file}: this is nothing that 'bench --save' wrote: {e.Message}");
        }
    }
}
