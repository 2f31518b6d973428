namespace ProtoHarness.Abstractions;

/// <summary>What a connection carries.</summary>
public enum ConnectionKind
{
    /// <summary>A stream of bytes in order.</summary>
    Stream,

    /// <summary>Datagrams, which may be lost, doubled or reordered.</summary>
    Datagram,
}
