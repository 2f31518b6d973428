using System.Buffers;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>Frames to bytes, and messages into records.</summary>
static class Bytes
{
    public static byte[] Of<TFrame>(TFrame frame)
        where TFrame : IFrame<TFrame>
    {
        var bytes = new byte[frame.GetEncodedLength()];
        frame.Write(bytes);
        return bytes;
    }

    /// <summary>A whole handshake message.</summary>
    public static byte[] Message(HandshakeType type, ReadOnlyMemory<byte> body) =>
        Of(HandshakeMessage.Create(type, new ReadOnlySequence<byte>(body)));

    /// <summary>A content in as many records as it takes.</summary>
    public static byte[] Records(ContentType type, ReadOnlyMemory<byte> content, TlsVersion version = TlsVersion.Tls12, int longest = 16_384)
    {
        var writer = new ArrayBufferWriter<byte>(content.Length + 64);
        do
        {
            var part = content[..Math.Min(longest, content.Length)];
            TlsRecord.Create(type, (byte)version, new ReadOnlySequence<byte>(part)).Write(writer);
            content = content[part.Length..];
        }
        while (!content.IsEmpty);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a frame that must take all of the bytes; null when it is malformed or does not.</summary>
    public static TFrame? Read<TFrame>(ReadOnlyMemory<byte> bytes)
        where TFrame : class, IFrame<TFrame> =>
        TFrame.TryRead(bytes.Span, out var frame) is { IsComplete: true } result && result.Consumed == bytes.Length ? frame : null;
}
