using System.Buffers;
using System.Globalization;
using AotApp;
using ProtoHarness.Framing;
using ProtoHarness.Framing.Tests.Samples;

// What a trimmed program, compiled ahead of time, does with frames. Its input has a frame a line: the frame's name, a space, its bytes in hex.
// Each is read under every split, written again, and cut off everywhere; what was written goes out in the same form.
FrameCodec[] codecs =
[
    FrameCodec.Of<SmuxFrame>(), FrameCodec.Of<LengthPrefixFrame>(), FrameCodec.Of<MixedFrame>(), FrameCodec.Of<Guid16>(), FrameCodec.Of<Line>(),
    FrameCodec.Of<Everything>(), FrameCodec.Of<Point>(), FrameCodec.Of<Hello>(), FrameCodec.Of<Raw>(), FrameCodec.Of<Tree>(), FrameCodec.Of<Envelope>(),
];

foreach (var line in File.ReadLines(args[0]))
{
    var words = line.Split(' ');
    var codec = codecs.Single(codec => codec.Schema.Name == words[0]);
    var bytes = Convert.FromHexString(words[1]);
    var written = new ArrayBufferWriter<byte>();
    for (var split = 0; split <= bytes.Length; split++)
    {
        var first = new Segment(bytes.AsMemory(0, split), 0);
        var last = first.Append(bytes.AsMemory(split));
        var read = codec.TryRead(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length), out var frame);
        if (!read.IsComplete || read.Consumed != bytes.Length || codec.GetEncodedLength(frame!) != bytes.Length)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{line} split at {split}: {read}"));
        }

        written.ResetWrittenCount();
        codec.Write(frame!, written);
        var cut = codec.Measure(bytes.AsSpan(0, split));
        if (cut.IsComplete && split < bytes.Length && codec.Schema.IsSelfDelimiting)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{line} cut off at {split}: {cut}"));
        }
    }

    Console.WriteLine($"{codec.Schema.Name} {Convert.ToHexString(written.WrittenSpan)}");
}
