namespace ProtoHarness.Engine.Transports;

/// <summary>What connects the roles of a pair.</summary>
public enum TransportKind
{
    /// <summary>In this process, in virtual time.</summary>
    Memory,

    /// <summary>Sockets on the loopback address, in real time.</summary>
    Tcp,

    /// <summary>TLS over sockets on the loopback address, in real time.</summary>
    Tls,

    /// <summary>Local sockets, known by a path, in real time.</summary>
    Unix,

    /// <summary>Datagrams between sockets on the loopback address, in real time.</summary>
    Udp,
}
