namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>How much is asked of a server.</summary>
enum ProbeDepth
{
    /// <summary>One handshake: certificates, staple, what was negotiated.</summary>
    Chain,

    /// <summary>All that can be known: versions, suites, groups, server name, client certificate; some hundred handshakes.</summary>
    Full,
}
