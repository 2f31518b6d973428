namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>The kinds of handshake message (RFC 8446, 4; RFC 5246, 7.4). Open: a server may send what nobody knows.</summary>
enum HandshakeType : byte
{
    HelloRequest = 0,
    ClientHello = 1,
    ServerHello = 2,
    NewSessionTicket = 4,
    EncryptedExtensions = 8,
    Certificate = 11,
    ServerKeyExchange = 12,
    CertificateRequest = 13,
    ServerHelloDone = 14,
    CertificateVerify = 15,
    ClientKeyExchange = 16,
    Finished = 20,
    CertificateStatus = 22,
    KeyUpdate = 24,
    MessageHash = 254,
}
