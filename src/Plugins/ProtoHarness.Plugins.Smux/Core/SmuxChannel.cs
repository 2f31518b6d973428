namespace ProtoHarness.Plugins.Smux;

/// <summary>One stream's state inside a <see cref="SmuxSessionCore"/>. It is handled through the core alone.</summary>
public sealed class SmuxChannel
{
    internal SmuxChannel(uint id) => Id = id;

    /// <summary>The stream's identifier.</summary>
    public uint Id { get; }

    /// <summary>Whatever the owner of the core wants to find again.</summary>
    public object? Tag { get; set; }

    /// <summary>The bytes that have arrived and are not read yet.</summary>
    public int Buffered => Received.Length;

    /// <summary>The bytes of data that were put on their way, modulo 2^32.</summary>
    public uint Written { get; internal set; }

    /// <summary>Whether the peer's FIN has arrived.</summary>
    public bool IsEndedByPeer => Has(SmuxChannelState.FinReceived);

    internal SmuxChannelState State { get; set; }

    internal SmuxReceiveQueue Received;

    internal ReadOnlyMemory<byte> PendingWrite { get; set; }

    internal Memory<byte> ReadTarget { get; set; }

    internal int ReadFilled { get; set; }

    internal uint PeerConsumed { get; set; }

    internal uint PeerWindow { get; set; } = SmuxConfig.InitialPeerWindow;

    internal uint ReadTotal { get; set; }

    internal uint ReadSinceUpdate { get; set; }

    internal SmuxFault? WriteFault { get; set; }

    internal SmuxChannel? NextControl { get; set; }

    internal SmuxChannel? NextData { get; set; }

    internal SmuxChannel? NextSignal { get; set; }

    internal bool Has(SmuxChannelState state) => (State & state) != 0;

    internal void Set(SmuxChannelState state) => State |= state;

    internal void Clear(SmuxChannelState state) => State &= ~state;
}
