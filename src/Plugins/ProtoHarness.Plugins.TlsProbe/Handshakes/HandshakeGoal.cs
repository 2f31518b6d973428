namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>How far a handshake goes.</summary>
enum HandshakeGoal
{
    /// <summary>To the server's hello: version, suite, in TLS 1.3 the group.</summary>
    Hello,

    /// <summary>To the end of the server's flight: certificates, staple, signature.</summary>
    Flight,

    /// <summary>To the end, with no certificate of the client's, to see whether the server wants one.</summary>
    Finish,
}
