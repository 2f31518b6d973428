using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Laws;

/// <summary>Reading and writing as the laws of codecs need it.</summary>
static class CodecProbe
{
    /// <summary>The longest input on which every cut is tried; a longer one is tried at its first and last bytes.</summary>
    public const int MaxExhaustive = 256;

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

        return Enumerable.Range(1, MaxExhaustive / 2).Concat(Enumerable.Range((int)length - (MaxExhaustive / 2), MaxExhaustive / 2));
    }

    public static string Hex(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= 32 ? Convert.ToHexStringLower(bytes) : $"{Convert.ToHexStringLower(bytes[..32])}… ({bytes.Length} bytes)";
}
