using System.Globalization;
using System.Text.Json;
using ProtoHarness.Abstractions;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Live;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli.Live;

/// <summary>Tells what roles do that talk to foreign programs: lines for people, or one JSON object a line.</summary>
sealed class LiveOutput(Screen screen, bool json, bool quiet) : ILiveObserver
{
    const int BarWidth = 24;

    readonly Lock _gate = new();

    public void Listening(PluginDefinition plugin, Service service, string address, Seed seed) => Tell(
        $"{plugin.Id}: {service.Name} listens on {address} (seed {seed}); Ctrl-C ends it",
        ("event", "listening"), ("plugin", plugin.Id), ("service", service.Name), ("address", address), ("seed", $"{seed}"));

    public void Opened(string role, string peer) => Tell(quiet ? null : $"{role} {peer}", ("event", "opened"), ("role", role), ("peer", peer));

    public void Said(string role, string text) => Tell(quiet ? null : $"{role} {text}", ("event", "said"), ("role", role), ("text", text));

    public void Progressed(string role, string work, long done, long total)
    {
        lock (_gate)
        {
            screen.Status(() => $"{role} {Bar(done, total)} {work}");
        }
    }

    public void Ended(string role, Exception? error) => Tell(
        quiet && error is null ? null : error is null ? $"{role} completed" : $"{role} {Words(error)}",
        ("event", "ended"), ("role", role), ("outcome", error is null ? "completed" : error is ExpectationException ? "unexpected" : "refused"), ("error", error?.Message ?? ""));

    public void Done(PluginDefinition plugin, Conversation conversation, Seed seed, Exception? error) => Tell(
        quiet && error is null ? null : $"{plugin.Id} {conversation.Name}: {(error is null ? "completed" : "did not complete")} (seed {seed})",
        ("event", "done"), ("plugin", plugin.Id), ("conversation", conversation.Name), ("outcome", error is null ? "completed" : "failed"), ("seed", $"{seed}"));

    static string Words(Exception error) => error switch
    {
        OperationCanceledException => "was cancelled",
        ExpectationException => $"got something else than it must: {error.Message}",
        _ => $"refused: {error.Message}",
    };

    static string Bar(long done, long total)
    {
        if (total <= 0)
        {
            return done.ToString(CultureInfo.InvariantCulture);
        }

        var full = (int)(BarWidth * Math.Clamp(done, 0, total) / total);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', full)}{new string('-', BarWidth - full)}] {100 * done / total,3}% {done / 1048576.0:0.0} of {total / 1048576.0:0.0} MiB");
    }

    void Tell(string? line, params ReadOnlySpan<(string Name, string Value)> members)
    {
        lock (_gate)
        {
            if (!json)
            {
                if (line is not null)
                {
                    screen.Line(line);
                }

                return;
            }

            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                foreach (var (name, value) in members)
                {
                    writer.WriteString(name, value);
                }

                writer.WriteEndObject();
            }

            screen.Line(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
        }
    }
}
