namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>The extensions that the probe understands (the IANA registry "TLS ExtensionType Values").</summary>
enum ExtensionType : ushort
{
    ServerName = 0,
    StatusRequest = 5,
    SupportedGroups = 10,
    EcPointFormats = 11,
    SignatureAlgorithms = 13,
    Alpn = 16,
    SignedCertificateTimestamp = 18,
    ExtendedMasterSecret = 23,
    SessionTicket = 35,
    SupportedVersions = 43,
    Cookie = 44,
    PskKeyExchangeModes = 45,
    CertificateAuthorities = 47,
    KeyShare = 51,
    RenegotiationInfo = 0xFF01,
}
