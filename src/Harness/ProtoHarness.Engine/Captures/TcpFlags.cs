namespace ProtoHarness.Engine.Captures;

/// <summary>The flags of a TCP segment (RFC 9293, section 3.1).</summary>
[Flags]
enum TcpFlags
{
    /// <summary>The sender has no more to send.</summary>
    Fin = 1,

    /// <summary>Opens.</summary>
    Syn = 2,

    /// <summary>Breaks off.</summary>
    Rst = 4,

    /// <summary>Give it to the application.</summary>
    Psh = 8,

    /// <summary>Acknowledges.</summary>
    Ack = 16,
}
