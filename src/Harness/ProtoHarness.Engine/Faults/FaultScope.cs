namespace ProtoHarness.Engine.Faults;

/// <summary>What a fault sits on.</summary>
public enum FaultScope
{
    /// <summary>One direction of a connection: its bytes and its end.</summary>
    Bytes,

    /// <summary>A connection as a whole: how it is opened.</summary>
    Connection,

    /// <summary>The session: its clock, its cancellation.</summary>
    Session,

    /// <summary>One direction of a datagram connection.</summary>
    Datagrams,

    /// <summary>The machine that the session's connections share: handles, ports, the listener's queue.</summary>
    Machine,
}
