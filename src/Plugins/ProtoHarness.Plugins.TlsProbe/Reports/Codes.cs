namespace ProtoHarness.Plugins.TlsProbe.Reports;

/// <summary>The stable codes of findings, with their usual severity and what they mean.</summary>
static class Codes
{
    public const string TimeoutConnect = "TLS.CONN.TIMEOUT_CONNECT";
    public const string TimeoutHandshake = "TLS.CONN.TIMEOUT_HANDSHAKE";
    public const string TimeoutTarget = "TLS.CONN.TIMEOUT_TARGET";
    public const string Refused = "TLS.CONN.REFUSED";
    public const string Eof = "TLS.CONN.EOF";
    public const string Reset = "TLS.CONN.RESET";
    public const string NotTls = "TLS.CONN.NOT_TLS";
    public const string RecordOverflow = "TLS.CONN.RECORD_OVERFLOW";
    public const string Flood = "TLS.CONN.FLOOD";
    public const string Malformed = "TLS.CONN.MALFORMED";
    public const string Alert = "TLS.CONN.ALERT";
    public const string Unsupported = "TLS.CONN.UNSUPPORTED";
    public const string LocalResource = "TLS.LOCAL.RESOURCE";
    public const string LocalRoute = "TLS.LOCAL.NO_ROUTE";
    public const string LocalName = "TLS.LOCAL.NAME";
    public const string LocalOther = "TLS.LOCAL.ERROR";
    public const string StartTlsNotOffered = "TLS.STARTTLS.NOT_OFFERED";
    public const string StartTlsRefused = "TLS.STARTTLS.REFUSED";
    public const string StartTlsInjection = "TLS.STARTTLS.INJECTION";
    public const string StartTlsProtocol = "TLS.STARTTLS.PROTOCOL";
    public const string Expired = "TLS.CERT.EXPIRED";
    public const string Expiring = "TLS.CERT.EXPIRING";
    public const string NotYetValid = "TLS.CERT.NOT_YET_VALID";
    public const string SelfSigned = "TLS.CERT.SELF_SIGNED";
    public const string WeakSignature = "TLS.CERT.WEAK_SIG";
    public const string WeakKey = "TLS.CERT.WEAK_KEY";
    public const string LifetimeTooLong = "TLS.CERT.LIFETIME_TOO_LONG";
    public const string Usage = "TLS.CERT.USAGE";
    public const string CriticalExtension = "TLS.CERT.CRITICAL_EXT";
    public const string BadSignature = "TLS.CERT.BAD_SIGNATURE";
    public const string Large = "TLS.CERT.LARGE";
    public const string NotPossessed = "TLS.CERT.KEY_NOT_POSSESSED";
    public const string NoCertificate = "TLS.CERT.NONE";
    public const string IntermediateExpired = "TLS.CHAIN.INTERMEDIATE_EXPIRED";
    public const string IntermediateExpiring = "TLS.CHAIN.INTERMEDIATE_EXPIRING";
    public const string UnusedExpired = "TLS.CHAIN.UNUSED_EXPIRED";
    public const string UntrustedRoot = "TLS.CHAIN.UNTRUSTED_ROOT";
    public const string Incomplete = "TLS.CHAIN.INCOMPLETE";
    public const string Order = "TLS.CHAIN.ORDER";
    public const string Extra = "TLS.CHAIN.EXTRA";
    public const string Constraint = "TLS.CHAIN.CONSTRAINT";
    public const string NotVerified = "TLS.CHAIN.NOT_VERIFIED";
    public const string NameMismatch = "TLS.NAME.MISMATCH";
    public const string CommonNameOnly = "TLS.NAME.CN_ONLY";
    public const string Revoked = "TLS.REVOKE.REVOKED";
    public const string StapleStale = "TLS.REVOKE.STAPLE_STALE";
    public const string StapleBad = "TLS.REVOKE.STAPLE_BAD";
    public const string MustStapleMissing = "TLS.REVOKE.MUST_STAPLE_MISSING";
    public const string LegacyProtocol = "TLS.PROTO.LEGACY";
    public const string Ssl2 = "TLS.PROTO.SSLV2";
    public const string Ssl3 = "TLS.PROTO.SSLV3";
    public const string NoModern = "TLS.PROTO.NO_MODERN";
    public const string CipherNull = "TLS.CIPHER.NULL";
    public const string CipherAnonymous = "TLS.CIPHER.ANON";
    public const string CipherExport = "TLS.CIPHER.EXPORT";
    public const string CipherRc4 = "TLS.CIPHER.RC4";
    public const string CipherDes = "TLS.CIPHER.DES";
    public const string Cipher3Des = "TLS.CIPHER.3DES";
    public const string NoForwardSecrecy = "TLS.CIPHER.NO_FS";
    public const string WeakPrime = "TLS.KEX.DH_WEAK";
    public const string SniDefaultDiffers = "TLS.SNI.DEFAULT_DIFFERS";
    public const string SniRequired = "TLS.SNI.REQUIRED";
    public const string ClientCertificateRequired = "TLS.AUTH.CLIENT_CERT_REQUIRED";
    public const string ClientCertificateOptional = "TLS.AUTH.CLIENT_CERT_OPTIONAL";
    public const string Inconsistent = "TLS.FLEET.INCONSISTENT";
    public const string PinMismatch = "TLS.PIN.MISMATCH";
    public const string ScanIncomplete = "TLS.SCAN.INCOMPLETE";

    /// <summary>Every code with its usual severity and its meaning, in the order of the documents.</summary>
    public static IReadOnlyList<(string Code, Severity Severity, string Meaning)> All { get; } =
    [
        (TimeoutConnect, Severity.Unknown, "no connection within the connect budget"),
        (TimeoutHandshake, Severity.Unknown, "the server did not end its part within the handshake budget"),
        (TimeoutTarget, Severity.Unknown, "the target's whole budget is spent"),
        (Refused, Severity.Unknown, "nobody listens, after the retries"),
        (Eof, Severity.Unknown, "the server closed in the middle of the handshake"),
        (Reset, Severity.Unknown, "the server reset the connection in the middle of the handshake"),
        (NotTls, Severity.Unknown, "the server speaks, but not TLS; with a guess at what it speaks"),
        (RecordOverflow, Severity.Unknown, "a record is longer than any may be"),
        (Flood, Severity.Unknown, "the server sends without end, or more than the caps allow"),
        (Malformed, Severity.Unknown, "a message breaks the protocol; with the place"),
        (Alert, Severity.Unknown, "the server refused by a fatal alert; with its number"),
        (Unsupported, Severity.Unknown, "the server wants what the probe cannot compute"),
        (LocalResource, Severity.Unknown, "this machine has no file handle, port or memory left"),
        (LocalRoute, Severity.Unknown, "this machine knows no way to the address"),
        (LocalName, Severity.Unknown, "this machine cannot resolve the name"),
        (LocalOther, Severity.Unknown, "this machine could not open the connection"),
        (StartTlsNotOffered, Severity.Critical, "the server does not offer STARTTLS"),
        (StartTlsRefused, Severity.Critical, "the server offers STARTTLS and refuses it"),
        (StartTlsInjection, Severity.Critical, "plain text follows the server's go-ahead"),
        (StartTlsProtocol, Severity.Unknown, "the server's answer is none of the protocol"),
        (Expired, Severity.Critical, "the leaf's time is over"),
        (Expiring, Severity.Warning, "the leaf's time ends within a threshold; critical within the narrower one"),
        (NotYetValid, Severity.Critical, "the leaf's time has not begun"),
        (SelfSigned, Severity.Critical, "the leaf is signed by its own key, and nobody trusts it"),
        (WeakSignature, Severity.Critical, "a certificate is signed with MD5 or SHA-1"),
        (WeakKey, Severity.Critical, "a key is too short"),
        (LifetimeTooLong, Severity.Info, "the leaf is valid for more than 398 days"),
        (Usage, Severity.Critical, "a certificate may not be used for a TLS server"),
        (CriticalExtension, Severity.Critical, "a certificate has a critical extension that nobody understands"),
        (BadSignature, Severity.Critical, "a certificate's signature is wrong"),
        (Large, Severity.Info, "the certificates are more than 100,000 bytes, which some clients refuse"),
        (NotPossessed, Severity.Critical, "the handshake is not signed by the leaf's key"),
        (NoCertificate, Severity.Critical, "every handshake that succeeds is without a certificate"),
        (IntermediateExpired, Severity.Critical, "an intermediate's time is over or has not begun"),
        (IntermediateExpiring, Severity.Warning, "an intermediate's time ends within the warning threshold"),
        (UnusedExpired, Severity.Info, "an expired certificate is presented and not needed"),
        (UntrustedRoot, Severity.Critical, "the path ends in a root that is not trusted"),
        (Incomplete, Severity.Critical, "an issuer is missing; with its name"),
        (Order, Severity.Warning, "the certificates are not in the order of the path"),
        (Extra, Severity.Info, "a certificate is presented that is not needed: anchor, duplicate, unrelated"),
        (Constraint, Severity.Critical, "a certificate breaks its issuer's constraints: notCa, pathLen, name"),
        (NotVerified, Severity.Critical, "the path does not verify for another reason"),
        (NameMismatch, Severity.Critical, "no name of the leaf is the host's"),
        (CommonNameOnly, Severity.Critical, "only the common name is the host's, which clients ignore"),
        (Revoked, Severity.Critical, "the stapled response says that the leaf is revoked"),
        (StapleStale, Severity.Warning, "the stapled response is out of date"),
        (StapleBad, Severity.Warning, "the stapled response cannot be read, is for another certificate, or is not signed by the issuer"),
        (MustStapleMissing, Severity.Critical, "the leaf demands a stapled response and there is none"),
        (LegacyProtocol, Severity.Warning, "TLS 1.0 or 1.1 is spoken"),
        (Ssl2, Severity.Critical, "SSL 2.0 is spoken"),
        (Ssl3, Severity.Critical, "SSL 3.0 is spoken"),
        (NoModern, Severity.Critical, "neither TLS 1.2 nor 1.3 is spoken"),
        (CipherNull, Severity.Critical, "a suite without encryption"),
        (CipherAnonymous, Severity.Critical, "a suite without authentication"),
        (CipherExport, Severity.Critical, "a suite of export strength"),
        (CipherRc4, Severity.Critical, "a suite with RC4"),
        (CipherDes, Severity.Critical, "a suite with single DES"),
        (Cipher3Des, Severity.Warning, "a suite with triple DES"),
        (NoForwardSecrecy, Severity.Warning, "no suite has forward secrecy"),
        (WeakPrime, Severity.Warning, "a Diffie-Hellman prime is below 2048 bits"),
        (SniDefaultDiffers, Severity.Info, "without a server name another leaf is presented"),
        (SniRequired, Severity.Info, "without a server name there is no handshake"),
        (ClientCertificateRequired, Severity.Info, "without a certificate of the client's there is no session"),
        (ClientCertificateOptional, Severity.Info, "a certificate of the client's is asked for, and not needed"),
        (Inconsistent, Severity.Warning, "two handshakes alike presented different leaves"),
        (PinMismatch, Severity.Critical, "no presented certificate has a pinned key"),
        (ScanIncomplete, Severity.Info, "versions, suites or groups could not all be asked for"),
    ];

    static readonly Dictionary<string, Severity> Usual = All.ToDictionary(code => code.Code, code => code.Severity, StringComparer.Ordinal);

    /// <summary>A finding with the code's usual severity.</summary>
    public static Finding Find(string code, string detail = "") => new(code, Usual[code], detail);
}
