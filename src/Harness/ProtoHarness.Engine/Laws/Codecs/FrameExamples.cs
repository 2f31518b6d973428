using System.Reflection;
using System.Runtime.CompilerServices;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>The examples that an author gave of a frame, from the specification and not from the codec.</summary>
static class FrameExamples
{
    static readonly ConditionalWeakTable<FrameCodec, IReadOnlyList<(byte[] Bytes, ExampleAttribute Example)>> Known = [];

    /// <summary>The bytes of the examples.</summary>
    /// <param name="codec">The frame's codec.</param>
    /// <returns>In the order of their declaration; what is no hexadecimal is empty.</returns>
    public static IEnumerable<byte[]> Of(FrameCodec codec) => All(codec).Select(example => example.Bytes);

    /// <summary>Holds the codec to the example with these bytes.</summary>
    /// <param name="codec">The frame's codec.</param>
    /// <param name="input">The bytes.</param>
    /// <returns>What differs; null when nothing does, or when it is no example.</returns>
    public static string? Problem(FrameCodec codec, ReadOnlyMemory<byte> input)
    {
        foreach (var (bytes, example) in All(codec))
        {
            if (input.Span.SequenceEqual(bytes) && Problem(codec, bytes, example) is { } problem)
            {
                return $"[Example(\"{example.Bytes}\", \"{example.Fields}\")]: {problem}";
            }
        }

        return null;
    }

    static string? Problem(FrameCodec codec, byte[] bytes, ExampleAttribute example)
    {
        if (bytes.Length == 0)
        {
            return "its bytes are no hexadecimal digits, two for each byte";
        }

        var read = CodecProbe.Read(codec, bytes, out var frame);
        if (!read.IsComplete || read.Consumed != bytes.Length)
        {
            return read.IsComplete ? $"the codec reads {read.Consumed} of its {bytes.Length} bytes" : $"the codec cannot read it: {read}";
        }

        try
        {
            var meant = FrameTreeWriter.Write(FrameTreeBuilder.Parse(codec.Schema, example.Fields));
            var written = CodecProbe.Write(codec, frame!);
            return !meant.AsSpan().SequenceEqual(bytes) ? $"with these fields it is {CodecProbe.Hex(meant)}"
                : !written.AsSpan().SequenceEqual(bytes) ? $"read and written again it is {CodecProbe.Hex(written)}" : null;
        }
        catch (FieldTextException e)
        {
            return e.Message;
        }
    }

    static IReadOnlyList<(byte[] Bytes, ExampleAttribute Example)> All(FrameCodec codec) => Known.GetValue(codec, static codec =>
        [.. codec.FrameType.GetCustomAttributes<ExampleAttribute>().Select(example => (Bytes(example.Bytes), example))]);

    static byte[] Bytes(string text)
    {
        try
        {
            return Convert.FromHexString(string.Concat(text.Where(c => !char.IsWhiteSpace(c))));
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
