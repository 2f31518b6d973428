using System.Buffers;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>One datagram is one frame, no more and no less (docs/wire/datagram-echo.md, 1.3).</summary>
static class Datagrams
{
    /// <summary>Reads a datagram.</summary>
    /// <returns>Null when it is none of ours, damaged, or followed by more.</returns>
    public static EchoDatagram? Read(ReadOnlySpan<byte> bytes) =>
        EchoDatagram.TryRead(bytes, out var datagram) is { IsComplete: true } result && result.Consumed == bytes.Length ? datagram : null;

    public static byte[] Write(EchoKind kind, uint session, uint sequence, ReadOnlyMemory<byte> payload)
    {
        var writer = new ArrayBufferWriter<byte>(EchoDatagram.Overhead + payload.Length);
        new EchoDatagram(0xDE, kind, session, sequence, payload, 0).Write(writer);
        return writer.WrittenSpan.ToArray();
    }
}
