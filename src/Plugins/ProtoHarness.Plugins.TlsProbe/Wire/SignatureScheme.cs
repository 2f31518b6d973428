namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>Signature algorithms (the IANA registry "TLS SignatureScheme"); up to TLS 1.2 a hash and a signature, a byte each.</summary>
enum SignatureScheme : ushort
{
    None = 0,
    RsaPkcs1Md5 = 0x0101,
    RsaPkcs1Sha1 = 0x0201,
    DsaSha1 = 0x0202,
    EcdsaSha1 = 0x0203,
    RsaPkcs1Sha224 = 0x0301,
    EcdsaSha224 = 0x0303,
    RsaPkcs1Sha256 = 0x0401,
    DsaSha256 = 0x0402,
    EcdsaSecp256R1Sha256 = 0x0403,
    RsaPkcs1Sha384 = 0x0501,
    EcdsaSecp384R1Sha384 = 0x0503,
    RsaPkcs1Sha512 = 0x0601,
    EcdsaSecp521R1Sha512 = 0x0603,
    RsaPssRsaeSha256 = 0x0804,
    RsaPssRsaeSha384 = 0x0805,
    RsaPssRsaeSha512 = 0x0806,
    Ed25519 = 0x0807,
    Ed448 = 0x0808,
    RsaPssPssSha256 = 0x0809,
    RsaPssPssSha384 = 0x080A,
    RsaPssPssSha512 = 0x080B,
}
