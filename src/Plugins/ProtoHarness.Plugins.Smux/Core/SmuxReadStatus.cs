namespace ProtoHarness.Plugins.Smux;

/// <summary>The answer of reading a stream.</summary>
public enum SmuxReadStatus
{
    /// <summary>Nothing has arrived yet.</summary>
    WouldBlock,

    /// <summary>Bytes were read.</summary>
    Data,

    /// <summary>The peer ended the stream, and everything before that has been read.</summary>
    End,

    /// <summary>No more can come: <see cref="SmuxSessionCore.ReadFault"/> says why.</summary>
    Fault,
}
