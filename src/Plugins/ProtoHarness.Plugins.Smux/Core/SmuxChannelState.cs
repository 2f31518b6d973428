namespace ProtoHarness.Plugins.Smux;

/// <summary>What has happened to a channel, and what it still owes.</summary>
[Flags]
enum SmuxChannelState
{
    None = 0,

    /// <summary>SYN is still to be sent.</summary>
    OwesSyn = 1 << 0,

    /// <summary>An UPD is still to be sent.</summary>
    OwesUpdate = 1 << 1,

    /// <summary>FIN is still to be sent, behind all data.</summary>
    OwesFin = 1 << 2,

    /// <summary>FIN is on its way.</summary>
    FinSent = 1 << 3,

    /// <summary>The peer's FIN has arrived.</summary>
    FinReceived = 1 << 4,

    /// <summary>The application closed its writing half.</summary>
    WritesClosed = 1 << 5,

    /// <summary>The application closed the stream: what arrives is dropped.</summary>
    ReadsClosed = 1 << 6,

    /// <summary>The application was told that the stream has ended.</summary>
    EndSeen = 1 << 7,

    /// <summary>A read waits.</summary>
    ReadWaits = 1 << 8,

    /// <summary>A write waits.</summary>
    WriteWaits = 1 << 9,

    /// <summary>It stands in the queue of those with control frames to send.</summary>
    InControlQueue = 1 << 10,

    /// <summary>It stands in the queue of those with data to send.</summary>
    InDataQueue = 1 << 11,

    /// <summary>It stands in the queue of those whose waiting read or write may have ended.</summary>
    InSignalQueue = 1 << 12,
}
