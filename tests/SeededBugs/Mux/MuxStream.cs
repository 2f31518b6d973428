using System.Buffers;

namespace SeededBugs.Mux;

/// <summary>One stream of a <see cref="SmallMux"/>.</summary>
/// <param name="id">Its identifier.</param>
public sealed class MuxStream(byte id)
{
    public byte Id { get; } = id;

    /// <summary>What has arrived and is not read yet.</summary>
    public Queue<(IMemoryOwner<byte> Owner, int Length)> Incoming { get; } = new();

    /// <summary>What the application has written and is not on its way yet.</summary>
    public Queue<byte> Pending { get; } = new();

    /// <summary>How many bytes the peer lets be sent now.</summary>
    public int Room { get; set; } = SmallMux.Window;

    /// <summary>How many bytes the peer may send now.</summary>
    public int Granted { get; set; } = SmallMux.Window;

    /// <summary>How many bytes were read and not granted again yet.</summary>
    public int ReadSinceGrant { get; set; }

    public bool OwesEnd { get; set; }

    public bool EndSent { get; set; }

    public bool PeerEnded { get; set; }
}
