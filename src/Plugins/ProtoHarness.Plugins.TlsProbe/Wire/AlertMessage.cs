using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>An alert (RFC 8446, 6).</summary>
/// <param name="Level">1 warning, 2 fatal.</param>
/// <param name="Description">The number of the alert.</param>
[Frame]
readonly partial record struct AlertMessage(AlertLevel Level, byte Description)
{
    public const byte CloseNotify = 0;
    public const byte UserCanceled = 90;
    public const byte CertificateRequired = 116;
}
