using System.Security.Cryptography;
using ProtoHarness.Plugins.TlsProbe.Sharing;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Certificates that were read, by the hash of their bytes.</summary>
sealed class CertificateCache
{
    /// <summary>Bytes of all certificates that are kept; what is read of them takes a few times as much.</summary>
    public const long MostBytes = 8 << 20;

    readonly BoundedCache<string, KnownCertificate> _known = new(MostBytes);

    /// <summary>Reads a certificate, once.</summary>
    /// <returns>The certificate; null when the bytes are none.</returns>
    public KnownCertificate? Read(ReadOnlyMemory<byte> der)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(der.Span));
        if (_known.TryGet(hash, out var known))
        {
            return known;
        }

        known = KnownCertificate.Read(der);
        if (known is not null)
        {
            _known.Put(hash, known, der.Length);
        }

        return known;
    }
}
