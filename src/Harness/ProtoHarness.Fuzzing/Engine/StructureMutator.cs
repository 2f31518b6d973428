using ProtoHarness.Framing;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>
/// Changes an input as the messages and fields that it is made of: messages inserted, dropped, doubled, swapped, taken from
/// elsewhere; fields changed with their lengths and checksums kept right, or broken on purpose.
/// </summary>
public sealed class StructureMutator : IMutator
{
    const int MaxMessages = 64;
    const int MaxGeneratedSize = 24;

    readonly FrameSchema _schema;
    readonly FrameGenerator _generator;
    readonly FrameMutator _mutator;
    readonly List<(int Start, int Length)> _messages = [];

    /// <summary>A mutator of sequences of one frame.</summary>
    /// <param name="schema">The frame.</param>
    /// <param name="seed">The seed of what is generated.</param>
    public StructureMutator(FrameSchema schema, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(schema);
        _schema = schema;
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        _generator = new FrameGenerator(schema, random);
        _mutator = new FrameMutator(random);
    }

    /// <summary>Whether a schema says enough to work with; a codec written by hand may describe nothing.</summary>
    /// <param name="schema">The schema.</param>
    public static bool CanUse(FrameSchema? schema) => schema is { Fields.Count: > 0 };

    /// <summary>A valid message.</summary>
    public byte[] Generate() => FrameTreeWriter.WriteUnchecked(_generator.Generate(MaxGeneratedSize));

    /// <inheritdoc/>
    public bool Mutate(MutationBuffer buffer, ReadOnlySpan<byte> other, FuzzRandom random)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(random);
        Split(buffer.Span);
        if (_messages.Count == 0)
        {
            buffer.Insert(0, Generate());
            return true;
        }

        var (start, length) = _messages[random.Below(_messages.Count)];
        switch (random.Below(12))
        {
            case 0:
                buffer.Insert(start, Generate());
                break;
            case 1:
                buffer.Remove(start, length);
                break;
            case 2:
                buffer.InsertCopy(start + length, start, length);
                break;
            case 3:
                Swap(buffer, random);
                break;
            case 4:
                Splice(buffer, start, other, random);
                break;
            default:
                Change(buffer, start, length);
                break;
        }

        return true;
    }

    void Split(ReadOnlySpan<byte> input)
    {
        _messages.Clear();
        var start = 0;
        while (start < input.Length && _messages.Count < MaxMessages)
        {
            var result = FrameTreeReader.Read(_schema, input[start..]).Result;
            if (!result.IsComplete || result.Consumed <= 0)
            {
                return;
            }

            _messages.Add((start, (int)result.Consumed));
            start += (int)result.Consumed;
        }
    }

    void Change(MutationBuffer buffer, int start, int length)
    {
        var read = FrameTreeReader.Read(_schema, buffer.Span.Slice(start, length));
        if (read.IsComplete)
        {
            buffer.Replace(start, length, _mutator.Mutate(read.Tree).Bytes.Span);
        }
    }

    void Swap(MutationBuffer buffer, FuzzRandom random)
    {
        var (one, two) = (random.Below(_messages.Count), random.Below(_messages.Count));
        if (one == two)
        {
            return;
        }

        var (first, second) = (_messages[Math.Min(one, two)], _messages[Math.Max(one, two)]);
        var (a, b) = (buffer.Span.Slice(first.Start, first.Length).ToArray(), buffer.Span.Slice(second.Start, second.Length).ToArray());
        buffer.Replace(second.Start, second.Length, a);
        buffer.Replace(first.Start, first.Length, b);
    }

    void Splice(MutationBuffer buffer, int at, ReadOnlySpan<byte> other, FuzzRandom random)
    {
        Split(other);
        if (_messages.Count > 0)
        {
            var (start, length) = _messages[random.Below(_messages.Count)];
            buffer.Insert(at, other.Slice(start, length));
        }
    }
}
