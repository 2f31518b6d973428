using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>An extension of a ServerHello or of EncryptedExtensions whose body is known.</summary>
/// <param name="Type">The kind of extension.</param>
/// <param name="Length">The length of the body in bytes.</param>
/// <param name="Body">The body.</param>
[Frame(MaxLength = 4 + ushort.MaxValue)]
sealed partial record ServerExtension(
    ExtensionType Type,
    [LengthOf(nameof(ServerExtension.Body))] ushort Length,
    [Union(nameof(ServerExtension.Type))]
    [Case(ExtensionType.SupportedGroups, typeof(GroupList))]
    [Case(ExtensionType.EcPointFormats, typeof(PointFormats))]
    [Case(ExtensionType.Alpn, typeof(ProtocolList))]
    [Case(ExtensionType.ExtendedMasterSecret, typeof(NoBody))]
    [Case(ExtensionType.SessionTicket, typeof(Ticket))]
    [Case(ExtensionType.SupportedVersions, typeof(SelectedVersion))]
    [Case(ExtensionType.KeyShare, typeof(KeyShareEntry))]
    [Case(ExtensionType.RenegotiationInfo, typeof(RenegotiationInfo))]
    IServerExtension Body);
