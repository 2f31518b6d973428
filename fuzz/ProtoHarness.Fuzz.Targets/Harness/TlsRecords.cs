using System.Buffers;
using ProtoHarness.Framing;
using ProtoHarness.Fuzzing;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Fuzz.Targets.Harness;

/// <summary>What the TLS probe reads off the network before it trusts anybody.</summary>
public static class TlsRecords
{
    /// <summary>Records, the handshake messages inside them, and their bodies.</summary>
    [FuzzTarget(Name = "tls/records", AlsoInstrument = ["ProtoHarness.Plugins.TlsProbe"])]
    public static void Run(ReadOnlySpan<byte> input)
    {
        while (TlsRecord.TryRead(input, out _) is { IsComplete: true, Consumed: > 0 } record)
        {
            var consumed = (int)record.Consumed;
            Messages(input[TlsRecord.HeaderLength..consumed]);
            input = input[consumed..];
        }
    }

    static void Messages(ReadOnlySpan<byte> fragment)
    {
        while (HandshakeMessage.TryRead(fragment, out _) is { IsComplete: true, Consumed: > 0 } message)
        {
            var consumed = (int)message.Consumed;
            var body = fragment[HandshakeMessage.HeaderLength..consumed];
            _ = ServerHello.TryRead(body, out _);
            _ = ClientHello.TryRead(body, out _);
            _ = Certificate12.TryRead(body, out _);
            _ = Certificate13.TryRead(body, out _);
            _ = CertificateRequest12.TryRead(body, out _);
            _ = CertificateVerify.TryRead(body, out _);
            fragment = fragment[consumed..];
        }
    }
}
