namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>Which authenticated cipher.</summary>
enum AeadKind
{
    Gcm,
    Ccm,
    Ccm8,
    ChaCha,
}
