using ProtoHarness.Engine.Faults;
using ProtoHarness.Framing;
using ProtoHarness.Fuzzing.Engine;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>
/// Changes session inputs by what the conversations really send: messages dropped, doubled, replaced, inserted at the borders of
/// messages, whole or with a field changed; the schedule, the conversation, and cuts and delays beside them. The conversation goes
/// on behind every change.
/// </summary>
public sealed class SessionMutator : IMutator
{
    const int GeneratedSize = 16;

    // Several clients at once show what connections do to each other, and cost a multiple.
    const int CompanyChance = 4;

    readonly SessionRecording _recording;
    readonly Random _random;
    readonly FrameMutator _mutator;
    readonly Dictionary<FrameSchema, FrameGenerator> _generators = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<RecordedMessage, (FrameTree Tree, byte[] Bytes)?> _trees = new(ReferenceEqualityComparer.Instance);

    /// <summary>A mutator over what was recorded.</summary>
    /// <param name="recording">The messages.</param>
    /// <param name="seed">The seed of what is made up.</param>
    public SessionMutator(SessionRecording recording, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(recording);
        _recording = recording;
        _random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        _mutator = new FrameMutator(_random);
    }

    /// <inheritdoc/>
    public bool Mutate(MutationBuffer buffer, ReadOnlySpan<byte> other, FuzzRandom random)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(random);
        var input = SessionInput.Read(buffer.Span);
        var steps = input.Steps.ToList();
        switch (random.Below(12))
        {
            case 0:
                input = input with { Conversation = random.Below(_recording.Conversations) };
                break;
            case 1 when random.OneIn(2):
                input = input with { Schedule = random.Below(1 << 16), Clients = random.OneIn(CompanyChance) ? 1 + random.Below(SessionInput.MaxClients) : 1 };
                break;
            case 1:
                input = input with { Side = (SessionSide)random.Below(SessionInput.Sides), Variant = random.Below(_recording.Variants(input.Conversation)) };
                break;
            case 2 when steps.Count > 0:
                steps.RemoveAt(random.Below(steps.Count));
                break;
            case 3 when steps.Count > 1:
                var (one, two) = (random.Below(steps.Count), random.Below(steps.Count));
                (steps[one], steps[two]) = (steps[two], steps[one]);
                break;
            case 4 when SessionInput.Read(other).Steps is { Count: > 0 } others:
                steps.Insert(random.Below(steps.Count + 1), others[random.Below(others.Count)]);
                break;
            case 5:
                steps.Insert(random.Below(steps.Count + 1), Disturbance(input, random));
                break;
            default:
                steps.InsertRange(random.Below(steps.Count + 1), Message(input, random));
                break;
        }

        buffer.Set((input with { Steps = steps }).Write());
        return true;
    }

    SessionStep Disturbance(SessionInput input, FuzzRandom random)
    {
        var operation = SessionOperation.Flip + random.Below(SessionOperation.Cancel - SessionOperation.Flip + 1);
        var at = Pick(input, random);
        return new SessionStep(
            operation, at?.Direction ?? Direction.ToServer, (at?.Position ?? 0) + random.Below(1 + (at?.Bytes.Length ?? 0)), random.Below(256), []);
    }

    IEnumerable<SessionStep> Message(SessionInput input, FuzzRandom random)
    {
        if (Pick(input, random) is not { } message)
        {
            return [Disturbance(input, random)];
        }

        var length = Math.Min(message.Bytes.Length, byte.MaxValue);
        var insert = new SessionStep(SessionOperation.Insert, message.Direction, message.Position, 0, []);
        return random.Below(6) switch
        {
            0 => [insert with { Operation = SessionOperation.Drop, Amount = length }],
            1 => [insert with { Operation = SessionOperation.Duplicate, Amount = length }],
            2 => [insert with { Bytes = Limit(Generate(message)) }],
            3 => [insert with { Bytes = Limit((Pick(input, random) ?? message).Bytes.ToArray()) }],
            _ => Replace(message, Limit(Change(message))),
        };
    }

    // A replacement of another length is the new message in front of where the old one is dropped.
    static IEnumerable<SessionStep> Replace(RecordedMessage message, byte[] bytes)
    {
        var step = new SessionStep(SessionOperation.Overwrite, message.Direction, message.Position, 0, bytes);
        return bytes.Length == message.Bytes.Length
            ? [step]
            : [step with { Operation = SessionOperation.Drop, Amount = Math.Min(message.Bytes.Length, byte.MaxValue), Bytes = [] }, step with { Operation = SessionOperation.Insert }];
    }

    RecordedMessage? Pick(SessionInput input, FuzzRandom random)
    {
        var messages = _recording.Messages(input.Conversation, input.Variant);
        return messages.Count == 0 ? null : messages[random.Below(messages.Count)];
    }

    byte[] Generate(RecordedMessage message)
    {
        if (!StructureMutator.CanUse(message.Schema))
        {
            return message.Bytes.ToArray();
        }

        if (!_generators.TryGetValue(message.Schema!, out var generator))
        {
            generator = new FrameGenerator(message.Schema!, _random);
            _generators.Add(message.Schema!, generator);
        }

        return FrameTreeWriter.WriteUnchecked(generator.Generate(GeneratedSize));
    }

    byte[] Change(RecordedMessage message)
    {
        if (!_trees.TryGetValue(message, out var known))
        {
            known = StructureMutator.CanUse(message.Schema) && FrameTreeReader.Read(message.Schema!, message.Bytes.Span) is { IsComplete: true, Tree: { } tree }
                ? (tree, FrameTreeWriter.WriteUnchecked(tree)) : null;
            _trees.Add(message, known);
        }

        if (known is var (unchanged, written))
        {
            return _mutator.Mutate(unchanged, written).Bytes.ToArray();
        }

        var bytes = message.Bytes.ToArray();
        bytes[_random.Next(bytes.Length)] = (byte)_random.Next();
        return bytes;
    }

    static byte[] Limit(byte[] bytes) => bytes.Length <= byte.MaxValue ? bytes : bytes[..byte.MaxValue];
}
