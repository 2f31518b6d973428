using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>What the conversations of a plugin send when nothing goes wrong: the messages that mutation is about.</summary>
/// <param name="Conversations">The messages of each conversation.</param>
public sealed record SessionRecording(IReadOnlyList<IReadOnlyList<RecordedMessage>> Conversations)
{
    const int MaxMessages = 256;

    /// <summary>Runs each conversation once and cuts what crossed into messages.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="limits">How far a session may go.</param>
    public static SessionRecording Of(PluginDefinition plugin, SessionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        var wire = plugin.Wire?.Invoke(ParameterValues.Defaults);
        var conversations = new List<IReadOnlyList<RecordedMessage>>();
        foreach (var conversation in plugin.Conversations)
        {
            var result = SessionRunner.Run(new SessionSpec
            {
                Plugin = plugin, Conversation = conversation, KeepBytes = true, Limits = limits, Seed = new Seed(0),
            });
            conversations.Add([.. result.Directions
                .Where(d => d.Connection == 1)
                .SelectMany(d => Cut(d, d.Direction == Direction.ToServer ? wire?.ToServer : wire?.ToClient))
                .Take(MaxMessages)]);
        }

        return new SessionRecording(conversations);
    }

    static IEnumerable<RecordedMessage> Cut(DirectionRecord record, FrameCodec? codec)
    {
        var bytes = record.Written;
        var at = 0;
        while (at < bytes.Length && at <= ushort.MaxValue)
        {
            var length = codec?.Measure(bytes.Span[at..]) is { IsComplete: true, Consumed: > 0 } result
                ? (int)result.Consumed
                : NextWrite(record, at) - at;
            yield return new RecordedMessage(record.Direction, at, bytes.Slice(at, length), codec?.Schema);
            at += length;
        }
    }

    // Without a codec a message is what was written at once.
    static int NextWrite(DirectionRecord record, int at)
    {
        foreach (var start in record.Messages)
        {
            if (start > at)
            {
                return (int)start;
            }
        }

        return record.Written.Length;
    }
}
