using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>An extension of a ClientHello whose body is known.</summary>
/// <param name="Type">The kind of extension.</param>
/// <param name="Length">The length of the body in bytes.</param>
/// <param name="Body">The body.</param>
[Frame(MaxLength = 4 + ushort.MaxValue)]
sealed partial record ClientExtension(
    ExtensionType Type,
    [LengthOf(nameof(ClientExtension.Body))] ushort Length,
    [Union(nameof(ClientExtension.Type))]
    [Case(ExtensionType.ServerName, typeof(ServerNameList))]
    [Case(ExtensionType.StatusRequest, typeof(StatusRequest))]
    [Case(ExtensionType.SupportedGroups, typeof(GroupList))]
    [Case(ExtensionType.EcPointFormats, typeof(PointFormats))]
    [Case(ExtensionType.SignatureAlgorithms, typeof(SchemeList))]
    [Case(ExtensionType.Alpn, typeof(ProtocolList))]
    [Case(ExtensionType.ExtendedMasterSecret, typeof(NoBody))]
    [Case(ExtensionType.SessionTicket, typeof(Ticket))]
    [Case(ExtensionType.SupportedVersions, typeof(VersionList))]
    [Case(ExtensionType.Cookie, typeof(Cookie))]
    [Case(ExtensionType.PskKeyExchangeModes, typeof(PskModes))]
    [Case(ExtensionType.KeyShare, typeof(KeyShareList))]
    [Case(ExtensionType.RenegotiationInfo, typeof(RenegotiationInfo))]
    IClientExtension Body);
