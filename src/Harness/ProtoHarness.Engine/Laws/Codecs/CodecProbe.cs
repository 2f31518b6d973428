using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Reading and writing as the laws of codecs need it.</summary>
static class CodecProbe
{
    /// <summary>The longest input on which every cut is tried; a longer one is tried at its first and last bytes, and here and there between them.</summary>
    public const int MaxExhaustive = 256;

    const int FirstCuts = 48;
    const int CutsBetween = 32;
    const int LastCuts = 16;

    public static FrameReadResult Read(FrameCodec codec, ReadOnlyMemory<byte> input, out object? frame) =>
        codec.TryRead(new ReadOnlySequence<byte>(input), out frame);

    public static byte[] Write(FrameCodec codec, object frame)
    {
        var buffer = new ArrayBufferWriter<byte>();
        codec.Write(frame, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The positions inside an input at which it is cut.</summary>
    public static IEnumerable<int> Cuts(long length)
    {
        if (length <= MaxExhaustive)
        {
            return Enumerable.Range(1, (int)Math.Max(0, length - 1));
        }

        // Bytes in the middle of a long frame are mostly content: a few cuts there, and others for each length, find a list that is read wrongly.
        var between = (int)length - FirstCuts - LastCuts;
        return Enumerable.Range(1, FirstCuts)
            .Concat(Enumerable.Range(1, CutsBetween).Select(i => FirstCuts + (int)((long)between * i / (CutsBetween + 1))))
            .Concat(Enumerable.Range((int)length - LastCuts, LastCuts));
    }

    public static string Hex(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= 32 ? Convert.ToHexStringLower(bytes) : $"{Convert.ToHexStringLower(bytes[..32])}… ({bytes.Length} bytes)";
}
