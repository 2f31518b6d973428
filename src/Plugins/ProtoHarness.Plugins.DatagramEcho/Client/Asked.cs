namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>A message that is out and not answered yet.</summary>
sealed class Asked(uint sequence, byte[] datagram, ReadOnlyMemory<byte> payload)
{
    public uint Sequence => sequence;

    public byte[] Datagram => datagram;

    public ReadOnlyMemory<byte> Payload => payload;

    public int Tries { get; set; }

    /// <summary>When it is asked again, on the clock of the client, since the exchange began.</summary>
    public TimeSpan Due { get; set; }

    public TimeSpan Wait { get; set; }
}
