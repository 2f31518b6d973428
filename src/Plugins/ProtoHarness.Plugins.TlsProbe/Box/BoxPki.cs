using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>Makes the certificates of the box at start, relative to a clock, so that nothing ever expires by itself.</summary>
sealed class BoxPki(DateTimeOffset now)
{
    static readonly Lock Gate = new();
    static BoxPki? _latest;

    readonly ConcurrentDictionary<string, BoxProfile> _profiles = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, byte[]> _usual = new(StringComparer.Ordinal);

    /// <summary>The root that a probe of the box must trust. It is the same at any time.</summary>
    public static byte[] Root { get; } = new BoxPki(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).Authority("CN=Box Root", "CN=Box Root", BoxKeys.Root, BoxKeys.Root, spec =>
        spec with { From = -10_000, Until = 100_000 });

    /// <summary>A root that nobody trusts.</summary>
    public static byte[] PrivateRoot { get; } = new BoxPki(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)).Authority("CN=Private Root", "CN=Private Root", BoxKeys.Other, BoxKeys.Other, spec =>
        spec with { From = -10_000, Until = 100_000 });

    DateTimeOffset Now => now;

    public byte[] Intermediate => _usual.GetOrAdd("intermediate", _ => Authority("CN=Box Intermediate", "CN=Box Root", BoxKeys.Intermediate, BoxKeys.Root));

    /// <summary>The good leaf, on P-256.</summary>
    public byte[] GoodLeaf => _usual.GetOrAdd("leaf", _ => Make(new CertificateSpec()));

    /// <summary>The certificates of a time, to the minute: those of the last one that was asked for are made once.</summary>
    public static BoxPki At(DateTimeOffset now)
    {
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        lock (Gate)
        {
            return _latest = _latest?.Now == minute ? _latest : new BoxPki(minute);
        }
    }

    /// <summary>How the server of a case behaves.</summary>
    /// <param name="one">A case without a script.</param>
    public BoxProfile Profile(BoxCase one) => _profiles.GetOrAdd(one.Name, _ => one.Profile!(this));

    /// <summary>The good leaf, changed.</summary>
    public byte[] Leaf(Func<CertificateSpec, CertificateSpec> change) => Make(change(new CertificateSpec()));

    /// <summary>An authority, changed.</summary>
    public byte[] Authority(string subject, string issuer, RSA key, RSA issuerKey, Func<CertificateSpec, CertificateSpec>? change = null) =>
        Make((change ?? (spec => spec))(new CertificateSpec
        {
            Subject = subject, Issuer = issuer, Key = key, IssuerKey = issuerKey, From = -1000, Until = 2000, Names = [], IsAuthority = true, Usage = "", Serial = 7,
        }));

    public byte[] Make(CertificateSpec spec)
    {
        var key = spec.Key is RSA rsa ? PublicKey.CreateFromSubjectPublicKeyInfo(rsa.ExportSubjectPublicKeyInfo(), out _)
            : PublicKey.CreateFromSubjectPublicKeyInfo(((ECDsa)spec.Key).ExportSubjectPublicKeyInfo(), out _);
        var request = new CertificateRequest(new X500DistinguishedName(spec.Subject), key, HashAlgorithmName.SHA256);
        foreach (var extension in Extensions(spec))
        {
            request.CertificateExtensions.Add(extension);
        }

        var generator = spec.WeakHash is { } weak ? new WeakSignatureGenerator(spec.IssuerKey, weak)
            : X509SignatureGenerator.CreateForRSA(spec.IssuerKey, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(
            new X500DistinguishedName(spec.Issuer), generator, now.AddDays(spec.From), now.AddDays(spec.Until), [(byte)(spec.Serial >> 8), (byte)spec.Serial]);
        var der = certificate.RawData;
        der[^1] ^= (byte)(spec.IsCorrupted ? 1 : 0);
        return der;
    }

    /// <summary>A response about a leaf of the box, signed by its intermediate (RFC 6960, 4.2.1).</summary>
    public byte[] Staple(bool isRevoked = false, double from = -1, double until = 6, int serial = 1000)
    {
        var data = new AsnWriter(AsnEncodingRules.DER);
        using (data.PushSequence())
        {
            using (data.PushSequence(Context(2)))
            {
                data.WriteOctetString(new byte[20]);
            }

            data.WriteGeneralizedTime(Second(from), omitFractionalSeconds: true);
            using (data.PushSequence())
            using (data.PushSequence())
            {
                using (data.PushSequence())
                {
                    Algorithm(data, "1.3.14.3.2.26");
                    data.WriteOctetString(new byte[20]);
                    data.WriteOctetString(new byte[20]);
                    data.WriteInteger(serial);
                }

                if (isRevoked)
                {
                    using (data.PushSequence(Context(1)))
                    {
                        data.WriteGeneralizedTime(Second(from), omitFractionalSeconds: true);
                    }
                }
                else
                {
                    data.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 0));
                }

                data.WriteGeneralizedTime(Second(from), omitFractionalSeconds: true);
                using (data.PushSequence(Context(0)))
                {
                    data.WriteGeneralizedTime(Second(until), omitFractionalSeconds: true);
                }
            }
        }

        var content = data.Encode();
        var basic = new AsnWriter(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(content);
            Algorithm(basic, "1.2.840.113549.1.1.11");
            basic.WriteBitString(BoxKeys.Intermediate.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        var response = new AsnWriter(AsnEncodingRules.DER);
        using (response.PushSequence())
        {
            response.WriteEncodedValue([10, 1, 0]);
            using (response.PushSequence(Context(0)))
            using (response.PushSequence())
            {
                response.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                response.WriteOctetString(basic.Encode());
            }
        }

        return response.Encode();
    }

    static IEnumerable<X509Extension> Extensions(CertificateSpec spec)
    {
        if (spec.IsAuthority)
        {
            yield return new X509BasicConstraintsExtension(true, spec.PathLength is not null, spec.PathLength ?? 0, critical: true);
        }

        if (spec.Names.Count > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            spec.Names.ToList().ForEach(names.AddDnsName);
            yield return names.Build();
        }

        if (spec.Usage.Length > 0)
        {
            yield return new X509EnhancedKeyUsageExtension([new Oid(spec.Usage)], critical: false);
        }

        if (spec.KeyUsage is { } key)
        {
            yield return new X509KeyUsageExtension(key, critical: true);
        }

        if (spec.HasUnknownCritical)
        {
            yield return new X509Extension("1.2.3.4.5.6.7", [5, 0], critical: true);
        }

        if (spec.MustStaple)
        {
            yield return new X509Extension("1.3.6.1.5.5.7.1.24", [0x30, 3, 2, 1, 5], critical: false);
        }

        if (spec.PermittedName is { } name)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            using (writer.PushSequence(Context(0)))
            using (writer.PushSequence())
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, name, new Asn1Tag(TagClass.ContextSpecific, 2));
            }

            yield return new X509Extension("2.5.29.30", writer.Encode(), critical: true);
        }

        if (spec.IssuerUrl is { } url)
        {
            yield return new X509AuthorityInformationAccessExtension(null, [url]);
        }
    }

    DateTimeOffset Second(double days)
    {
        var time = now.AddDays(days);
        return new(time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, TimeSpan.Zero);
    }

    static void Algorithm(AsnWriter writer, string id)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(id);
            writer.WriteNull();
        }
    }

    static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
