namespace ProtoHarness.Engine.Faults;

/// <summary>What a machine can run out of.</summary>
enum MachineLimit
{
    /// <summary>Places in the listener's queue, while nobody accepts.</summary>
    Backlog,

    /// <summary>Handles of the server's process: accepting fails until a connection is let go of.</summary>
    Accepting,

    /// <summary>Handles of the client's process: opening fails until a connection is let go of.</summary>
    Connecting,

    /// <summary>Local ports: all are in TIME_WAIT when one is wanted.</summary>
    Ports,
}
