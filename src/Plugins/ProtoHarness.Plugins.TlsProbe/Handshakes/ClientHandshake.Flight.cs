using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Crypto;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>Certificates, staple, keys and signatures.</summary>
sealed partial class ClientHandshake
{
    EcdheParameters? _ecdhe;

    void TakeCertificates(ReadOnlyMemory<byte> body)
    {
        List<ReadOnlyMemory<byte>>? chain = null;
        if (Is13 && Bytes.Read<Certificate13>(body) is { } modern)
        {
            chain = [.. modern.Items.Select(item => item.Der)];
            if (modern.Items is [var leaf, ..])
            {
                TakeExtensions<CertificateExtension>(leaf.Extensions, "Certificate", extension =>
                    Flight.Staple = extension.Body is CertificateStatus status ? status.Response : Flight.Staple);
            }
        }
        else if (!Is13 && Bytes.Read<Certificate12>(body) is { } old)
        {
            chain = [.. old.Items.Select(item => item.Der)];
        }

        if (chain is null)
        {
            Malformed("Certificate", "the list cannot be read");
        }
        else if (chain.Count == 0)
        {
            Malformed("Certificate", "the list is empty");
        }
        else if (chain.Count > _limits.MaxCertificates)
        {
            Fail(Reports.Codes.Flood, $"more than {_limits.MaxCertificates} certificates (MaxCertificates)");
        }
        else
        {
            Flight.Certificates = chain;
        }
    }

    void TakeStatus(ReadOnlyMemory<byte> body)
    {
        if (Bytes.Read<CertificateStatus>(body) is { } status)
        {
            Flight.Staple = status.Response;
        }
        else
        {
            Malformed("CertificateStatus", "it cannot be read");
        }
    }

    void TakeKeyExchange(ReadOnlyMemory<byte> body)
    {
        var suite = CipherSuites.Of(Flight.Suite);
        long length;
        if (suite.IsEcdhe && EcdheParameters.TryRead(body.Span, out var curve) is { IsComplete: true } onCurve)
        {
            (length, _ecdhe, Flight.Group) = (onCurve.Consumed, curve, curve.Group);
        }
        else if ((suite.IsDhe || suite.IsExport) && DheParameters.TryRead(body.Span, out var field) is { IsComplete: true } inField)
        {
            var prime = field.Prime.Span.TrimStart((byte)0);
            Flight.PrimeBits = prime.IsEmpty ? 0 : (8 * prime.Length) - System.Numerics.BitOperations.LeadingZeroCount((uint)prime[0]) + 24;
            length = inField.Consumed;
        }
        else if (suite.IsEcdhe || suite.IsDhe)
        {
            Malformed("ServerKeyExchange", "the parameters cannot be read");
            return;
        }
        else
        {
            // Of another key exchange nothing is read.
            return;
        }

        if (suite.IsAnonymous || Flight.Certificates is not [var leaf, ..])
        {
            return;
        }

        byte[] content = [.. _random, .. _serverRandom, .. body.Span[..(int)length]];
        var rest = body[(int)length..];
        if (Flight.Version == TlsVersion.Tls12 && Bytes.Read<CertificateVerify>(rest) is { } signed)
        {
            Flight.Possession = HandshakeSignature.Verify(_shared.Certificates.Read(leaf), signed.Scheme, content, signed.Signature.Span);
        }
        else if (Flight.Version < TlsVersion.Tls12 && Bytes.Read<OldSignature>(rest) is { } old)
        {
            Flight.Possession = HandshakeSignature.VerifyOld(_shared.Certificates.Read(leaf), content, old.Signature.Span);
        }
        else
        {
            Malformed("ServerKeyExchange", "the signature cannot be read");
        }
    }

    void TakeRequest(ReadOnlyMemory<byte> body)
    {
        var isRead = Flight.Version switch
        {
            TlsVersion.Tls13 => Bytes.Read<CertificateRequest13>(body) is { } request && (_requestContext = request.Context.ToArray()) is not null,
            TlsVersion.Tls12 => Bytes.Read<CertificateRequest12>(body) is not null,
            _ => Bytes.Read<CertificateRequest10>(body) is not null,
        };
        if (!isRead)
        {
            Malformed("CertificateRequest", "it cannot be read");
        }

        Flight.AsksForCertificate = true;
    }

    void TakeVerify(ReadOnlyMemory<byte> body)
    {
        if (Bytes.Read<CertificateVerify>(body) is not { } verify || Flight.Certificates is not [var leaf, ..])
        {
            Malformed("CertificateVerify", "it cannot be read, or has no certificate before it");
            return;
        }

        var content = HandshakeSignature.Content13(_transcript.Hash(SuiteCrypto.Of(Flight.Suite)!.Hash));
        Flight.Possession = HandshakeSignature.Verify(_shared.Certificates.Read(leaf), verify.Scheme, content, verify.Signature.Span);
    }
}
