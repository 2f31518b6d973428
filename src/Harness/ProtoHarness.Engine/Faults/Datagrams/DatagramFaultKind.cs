namespace ProtoHarness.Engine.Faults;

/// <summary>What happens to a datagram.</summary>
enum DatagramFaultKind
{
    /// <summary>It is lost.</summary>
    Lose,

    /// <summary>It comes twice.</summary>
    Repeat,

    /// <summary>The next one overtakes it.</summary>
    Reorder,
}
