using System.Text;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Wire;
using ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>Makes the ClientHello of a <see cref="HelloSpec"/>.</summary>
static class HelloWriter
{
    static readonly SignatureScheme[] Schemes =
    [
        SignatureScheme.EcdsaSecp256R1Sha256, SignatureScheme.RsaPssRsaeSha256, SignatureScheme.RsaPkcs1Sha256,
        .. Enum.GetValues<SignatureScheme>().Where(scheme => scheme is not (
            SignatureScheme.None or SignatureScheme.EcdsaSecp256R1Sha256 or SignatureScheme.RsaPssRsaeSha256 or SignatureScheme.RsaPkcs1Sha256)),
    ];

    public static ClientHello Make(HelloSpec spec, byte[] random, byte[] sessionId, IEnumerable<KeyShareEntry> shares, ReadOnlyMemory<byte> cookie)
    {
        var version = spec.Highest > TlsVersion.Tls12 ? TlsVersion.Tls12 : spec.Highest;
        return ClientHello.Create(
            version, random, spec.Highest == TlsVersion.Tls13 ? sessionId : ReadOnlyMemory<byte>.Empty, [.. spec.Suites], new byte[] { 0 },
            version == TlsVersion.Ssl3 ? [] : [ExtensionBlock.Create([.. Extensions(spec, shares, cookie)])]);
    }

    static IEnumerable<RawExtension> Extensions(HelloSpec spec, IEnumerable<KeyShareEntry> shares, ReadOnlyMemory<byte> cookie)
    {
        if (spec.ServerName is { } host)
        {
            yield return Raw(ExtensionType.ServerName, ServerNameList.Create([ServerName.Create(host)]));
        }

        yield return Raw(ExtensionType.StatusRequest, StatusRequest.Create(default, default));
        if (spec.Groups.Count > 0)
        {
            yield return Raw(ExtensionType.SupportedGroups, GroupList.Create([.. spec.Groups]));
            yield return Raw(ExtensionType.EcPointFormats, PointFormats.Create(new byte[] { 0 }));
        }

        yield return Raw(ExtensionType.RenegotiationInfo, RenegotiationInfo.Create(default));
        if (spec.Highest >= TlsVersion.Tls12)
        {
            yield return Raw(ExtensionType.SignatureAlgorithms, SchemeList.Create(Schemes));
        }

        if (spec.Alpn.Count > 0)
        {
            yield return Raw(ExtensionType.Alpn, ProtocolList.Create([.. spec.Alpn.Select(name => ProtocolName.Create(Encoding.ASCII.GetBytes(name)))]));
        }

        if (spec.Highest < TlsVersion.Tls13)
        {
            yield break;
        }

        yield return Raw(ExtensionType.SupportedVersions, VersionList.Create([.. spec.Versions]));
        yield return Raw(ExtensionType.PskKeyExchangeModes, PskModes.Create(new byte[] { 1 }));
        yield return Raw(ExtensionType.KeyShare, KeyShareList.Create([.. shares]));
        if (!cookie.IsEmpty)
        {
            yield return Raw(ExtensionType.Cookie, Cookie.Create(cookie));
        }
    }

    static RawExtension Raw<TBody>(ExtensionType type, TBody body)
        where TBody : IFrame<TBody> => RawExtension.Create(type, Bytes.Of(body));
}
