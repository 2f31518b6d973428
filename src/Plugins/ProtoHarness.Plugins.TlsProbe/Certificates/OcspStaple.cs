using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>A stapled OCSP response (RFC 6960, 4.2.1), as far as it speaks of one certificate.</summary>
/// <param name="Status">good, revoked or unknown.</param>
/// <param name="ThisUpdate">From when it holds.</param>
/// <param name="NextUpdate">Until when it holds; null when it does not say.</param>
/// <param name="IsSigned">Whether it is signed by the issuer, or by whom the issuer has signed for it.</param>
sealed record OcspStaple(string Status, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate, bool IsSigned)
{
    const string Basic = "1.3.6.1.5.5.7.48.1.1";

    /// <summary>Reads a response.</summary>
    /// <param name="der">An OCSPResponse.</param>
    /// <param name="leaf">The certificate that it should speak of.</param>
    /// <param name="issuer">Who may have signed it; null when nobody is known.</param>
    /// <returns>The response; null when it cannot be read or speaks of others.</returns>
    public static OcspStaple? Read(ReadOnlyMemory<byte> der, X509Certificate2 leaf, X509Certificate2? issuer)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            if (!outer.ReadEnumeratedBytes().Span.SequenceEqual([(byte)0]))
            {
                return null;
            }

            var typed = outer.ReadSequence(Context(0)).ReadSequence();
            if (typed.ReadObjectIdentifier() != Basic)
            {
                return null;
            }

            var basic = new AsnReader(typed.ReadOctetString(), AsnEncodingRules.DER).ReadSequence();
            var blob = SignedBlob.Read(basic);
            var isSigned = issuer is not null && (blob.IsSignedBy(issuer) || IsDelegated(basic, blob, issuer));
            return Find(blob.Content, Serial(leaf), isSigned);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    /// <summary>Whether it no longer holds; without an end, after ten days.</summary>
    public bool IsStale(DateTimeOffset now) => (NextUpdate ?? ThisUpdate.AddDays(10)) < now;

    static OcspStaple? Find(ReadOnlyMemory<byte> content, BigInteger serial, bool isSigned)
    {
        var data = new AsnReader(content, AsnEncodingRules.DER).ReadSequence();
        if (data.PeekTag().HasSameClassAndValue(Context(0)))
        {
            data.ReadEncodedValue();
        }

        data.ReadEncodedValue();
        data.ReadGeneralizedTime();
        var responses = data.ReadSequence();
        while (responses.HasData)
        {
            var single = responses.ReadSequence();
            var id = single.ReadSequence();
            id.ReadSequence();
            id.ReadOctetString();
            id.ReadOctetString();
            var isMeant = id.ReadInteger() == serial;
            var status = single.PeekTag().TagValue switch { 0 => "good", 1 => "revoked", _ => "unknown" };
            single.ReadEncodedValue();
            var thisUpdate = single.ReadGeneralizedTime();
            DateTimeOffset? nextUpdate = single.HasData && single.PeekTag().HasSameClassAndValue(Context(0))
                ? single.ReadSequence(Context(0)).ReadGeneralizedTime() : null;
            if (isMeant)
            {
                return new(status, thisUpdate, nextUpdate, isSigned);
            }
        }

        return null;
    }

    static bool IsDelegated(AsnReader basic, SignedBlob blob, X509Certificate2 issuer)
    {
        if (!basic.HasData)
        {
            return false;
        }

        var certificates = basic.ReadSequence(Context(0)).ReadSequence();
        while (certificates.HasData)
        {
            var der = certificates.ReadEncodedValue();
            using var responder = CertificateReader.Load(der);
            if (responder is not null && SignedBlob.OfCertificate(der)?.IsSignedBy(issuer) == true && blob.IsSignedBy(responder)
                && responder.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(usage => usage.EnhancedKeyUsages["1.3.6.1.5.5.7.3.9"] is not null))
            {
                return true;
            }
        }

        return false;
    }

    static BigInteger Serial(X509Certificate2 certificate) => new(certificate.SerialNumberBytes.Span, isBigEndian: true);

    static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
