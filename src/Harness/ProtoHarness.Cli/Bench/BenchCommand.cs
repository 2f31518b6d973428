using System.CommandLine;
using System.Text.Json;
using ProtoHarness.Abstractions;
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
        var compare = new Option<string?>("--compare") { Description = "Compare with what --save wrote: the ratio of the medians, and its 95 % interval.", HelpName = "FILE" };
        var noColor = CommonOptions.NoColor();
        var command = new Command("bench", "Measure a plugin's conversations: throughput, latency, allocations, processor time.") { name, conversation, transport, runs, time, seed, set, save, compare, noColor };
        command.SetAction((parsed, cancellationToken) =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            try
            {
                var plugin = new PluginCatalog().LoadOne(parsed.GetValue(name)!).Definition;
                var earlier = parsed.GetValue(compare) is { } file ? Read(file) : [];
                var values = CommonOptions.Pairs(parsed.GetValue(set)).Aggregate(ParameterValues.Defaults, (all, pair) => all.With(plugin.Options.FirstOrDefault(option => option.Name == pair.Name)
                    ?? throw new FormatException($"'{plugin.Id}' has no option '{pair.Name}'{NearestWord.Hint(pair.Name, plugin.Options.Select(option => option.Name))}"), pair.Value));
                var chosen = Conversations(plugin, parsed.GetValue(conversation));
                var measured = new List<Measurement>();
                var limit = (parsed.GetValue(time) ?? TimeSpan.FromSeconds(20)) / chosen.Count;
                foreach (var one in chosen.TakeWhile(_ => !cancellationToken.IsCancellationRequested))
                {
                    screen.Status(() => $"{plugin.Id} {one.Name}");
                    var spec = new SessionSpec { Plugin = plugin, Conversation = one, Values = values, Seed = parsed.GetValue(seed), Transport = parsed.GetValue(transport) == "tcp" ? TransportKind.Tcp : TransportKind.Memory };
                    measured.Add(new SessionMeasuring(TimeProvider.System).Run(spec, parsed.GetValue(runs), WarmUp, limit, cancellationToken));
                }

                screen.ClearStatus();
                new BenchText(screen).Write(measured, earlier, parsed.GetValue(seed));
                var saved = parsed.GetValue(save) is { } path ? OutputFile.Save(path, JsonSerializer.SerializeToUtf8Bytes(measured), screen) : ExitCode.Held;
                return Task.FromResult(cancellationToken.IsCancellationRequested ? ExitCode.Interrupted : saved);
            }
            catch (PluginLoadException e)
            {
                screen.Error(e.Error.ToString());
                return Task.FromResult(ExitCode.CouldNotRun);
            }
            catch (FormatException e)
            {
                screen.Error(e.Message);
                return Task.FromResult(ExitCode.Usage);
            }
            catch (InvalidOperationException e)
            {
                screen.Error(e.Message);
                return Task.FromResult(ExitCode.CouldNotRun);
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
