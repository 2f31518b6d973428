using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>
/// What the conversations of a plugin send when nothing goes wrong: the messages that mutation is about, and what a played peer says.
/// Each conversation is recorded when it is first asked for, under the values that are asked for. For one thread.
/// </summary>
/// <param name="plugin">The plugin.</param>
/// <param name="limits">How far a session may go.</param>
public sealed class SessionRecording(PluginDefinition plugin, SessionLimits limits)
{
    const int MaxMessages = 256;

    readonly Dictionary<(int Conversation, int Variant), Recorded> _recorded = [];
    readonly IReadOnlyList<ParameterValues>[] _variants = [.. plugin.Conversations.Select(conversation => SessionVariants.Of(plugin, conversation))];

    /// <summary>The number of conversations.</summary>
    public int Conversations => plugin.Conversations.Count;

    /// <summary>The number of variants of a conversation.</summary>
    /// <param name="conversation">The conversation, counted round.</param>
    public int Variants(int conversation) => _variants[conversation % Conversations].Count;

    /// <summary>The messages of a conversation, those of the client first.</summary>
    /// <param name="conversation">The conversation, counted round.</param>
    /// <param name="variant">Under which values, counted round.</param>
    public IReadOnlyList<RecordedMessage> Messages(int conversation, int variant) => Find(conversation, variant).Messages;

    /// <summary>All that went one way in a conversation.</summary>
    /// <param name="conversation">The conversation, counted round.</param>
    /// <param name="variant">Under which values, counted round.</param>
    /// <param name="direction">Which way.</param>
    public ReadOnlyMemory<byte> Stream(int conversation, int variant, Direction direction) =>
        Find(conversation, variant).Directions.FirstOrDefault(d => d.Direction == direction)?.Written ?? default;

    Recorded Find(int conversation, int variant)
    {
        var chosen = plugin.Conversations[conversation %= Conversations];
        var variants = _variants[conversation];
        variant %= variants.Count;
        if (!_recorded.TryGetValue((conversation, variant), out var recorded))
        {
            var result = SessionRunner.Run(new SessionSpec
            {
                Plugin = plugin, Conversation = chosen, Values = variants[variant], KeepBytes = true, Limits = limits, Seed = new Seed(0),
            });
            var wire = plugin.Wire?.Invoke(variants[variant]);
            DirectionRecord[] directions = [.. result.Directions.Where(d => d.Connection == 1)];
            RecordedMessage[] messages = [.. directions
                .SelectMany(d => Cut(d, wire?.Codec(d.Direction)))
                .Take(MaxMessages)];
            _recorded.Add((conversation, variant), recorded = new Recorded(messages, directions));
        }

        return recorded;
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

    sealed record Recorded(RecordedMessage[] Messages, DirectionRecord[] Directions);
}
