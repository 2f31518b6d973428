namespace ProtoHarness.Plugins.TlsProbe.Crypto;

/// <summary>Whether a server has shown that it has the key of its certificate.</summary>
enum Possession
{
    /// <summary>Nothing was signed in this handshake, or with an algorithm that cannot be verified here.</summary>
    NotShown,

    /// <summary>It signed this handshake.</summary>
    Proven,

    /// <summary>The signature is wrong.</summary>
    Wrong,
}
