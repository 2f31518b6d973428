using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire.Extensions;

/// <summary>An extension of one certificate in TLS 1.3 (RFC 8446, 4.4.2) whose body is known.</summary>
/// <param name="Type">The kind of extension.</param>
/// <param name="Length">The length of the body in bytes.</param>
/// <param name="Body">The body.</param>
[Frame(MaxLength = 4 + ushort.MaxValue)]
sealed partial record CertificateExtension(
    ExtensionType Type,
    [LengthOf(nameof(CertificateExtension.Body))] ushort Length,
    [Union(nameof(CertificateExtension.Type))]
    [Case(ExtensionType.StatusRequest, typeof(CertificateStatus))]
    [Case(ExtensionType.SignedCertificateTimestamp, typeof(TimestampList))]
    ICertificateExtension Body);
