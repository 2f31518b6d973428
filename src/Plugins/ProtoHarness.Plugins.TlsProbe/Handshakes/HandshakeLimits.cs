namespace ProtoHarness.Plugins.TlsProbe.Handshakes;

/// <summary>What a handshake takes from a server before it is a flood.</summary>
sealed record HandshakeLimits
{
    /// <summary>Bytes of one connection. A legal chain of 10,000 names in records of one byte each has 1.5 MB.</summary>
    public long MaxBytes { get; init; } = 4 << 20;

    /// <summary>Records of one connection. That chain in records of one byte each has 250,000.</summary>
    public int MaxRecords { get; init; } = 1 << 19;

    /// <summary>Messages without any progress: ChangeCipherSpec, HelloRequest, warning alerts.</summary>
    public int MaxIdleMessages { get; init; } = 16;

    /// <summary>Certificates in a chain.</summary>
    public int MaxCertificates { get; init; } = 64;
}
