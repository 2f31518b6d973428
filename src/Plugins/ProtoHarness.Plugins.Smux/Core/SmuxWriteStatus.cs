namespace ProtoHarness.Plugins.Smux;

/// <summary>The answer of writing a stream.</summary>
public enum SmuxWriteStatus
{
    /// <summary>A part waits for the window or for room in what goes out.</summary>
    Pending,

    /// <summary>All of it is on its way; the caller's buffer is free.</summary>
    Done,

    /// <summary>It cannot be sent: <see cref="SmuxSessionCore.WriteFault"/> says why.</summary>
    Fault,
}
