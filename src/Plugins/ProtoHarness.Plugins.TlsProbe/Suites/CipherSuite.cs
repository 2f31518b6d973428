namespace ProtoHarness.Plugins.TlsProbe.Suites;

/// <summary>A cipher suite, known by its name.</summary>
/// <param name="Id">Two bytes on the wire.</param>
/// <param name="Name">The name in the IANA registry.</param>
sealed record CipherSuite(ushort Id, string Name)
{
    /// <summary>Whether it is one of TLS 1.3, which names no key exchange.</summary>
    public bool IsTls13 { get; } = Id is >= 0x1301 and <= 0x13FF or 0x00C6 or 0x00C7;

    /// <summary>Whether it came with TLS 1.2 and cannot be used before.</summary>
    public bool NeedsTls12 { get; } = Name.EndsWith("_SHA256", StringComparison.Ordinal) || Name.EndsWith("_SHA384", StringComparison.Ordinal)
        || Name.Contains("_CCM", StringComparison.Ordinal) || Name.Contains("POLY1305", StringComparison.Ordinal);

    /// <summary>The key exchange, such as ECDHE_RSA; empty in TLS 1.3.</summary>
    public string KeyExchange { get; } = Name.IndexOf("_WITH_", StringComparison.Ordinal) is > 0 and var at ? Name[4..at] : "";

    /// <summary>The cipher and the hash.</summary>
    public string Cipher { get; } = Name.IndexOf("_WITH_", StringComparison.Ordinal) is > 0 and var at ? Name[(at + 6)..] : Name[4..];

    public bool IsEcdhe => KeyExchange.StartsWith("ECDHE_", StringComparison.Ordinal) || KeyExchange == "ECDH_anon";

    public bool IsDhe => KeyExchange.StartsWith("DHE_", StringComparison.Ordinal) || KeyExchange.StartsWith("DH_anon", StringComparison.Ordinal);

    public bool IsAnonymous => KeyExchange.Contains("_anon", StringComparison.Ordinal);

    /// <summary>Whether the certificate's key is one for ECDSA.</summary>
    public bool IsEcdsa => KeyExchange.EndsWith("_ECDSA", StringComparison.Ordinal);

    /// <summary>Whether the certificate's key is RSA, and nothing else is needed.</summary>
    public bool IsForRsa => KeyExchange is "RSA" or "DHE_RSA" or "ECDHE_RSA" or "RSA_EXPORT" or "DHE_RSA_EXPORT";

    public bool IsNull => Cipher.StartsWith("NULL", StringComparison.Ordinal);

    public bool IsExport => KeyExchange.EndsWith("_EXPORT", StringComparison.Ordinal);

    public bool IsRc4 => Cipher.StartsWith("RC4", StringComparison.Ordinal);

    public bool Is3Des => Cipher.StartsWith("3DES", StringComparison.Ordinal);

    public bool IsDes => Cipher.StartsWith("DES", StringComparison.Ordinal);

    /// <summary>Whether the keys of a session are lost with it.</summary>
    public bool HasForwardSecrecy => IsTls13 || IsEcdhe || IsDhe;

    /// <summary>Whether a certificate stands in its handshake: not so with a shared key or a password alone.</summary>
    public bool HasCertificate => IsTls13
        || (!IsAnonymous && (KeyExchange.EndsWith("RSA", StringComparison.Ordinal) || KeyExchange.EndsWith("DSS", StringComparison.Ordinal)
            || KeyExchange.EndsWith("ECDSA", StringComparison.Ordinal) || IsExport));

    /// <summary>Whether nobody should offer it.</summary>
    public bool IsBroken => IsNull || IsAnonymous || IsExport || IsRc4 || IsDes;
}
