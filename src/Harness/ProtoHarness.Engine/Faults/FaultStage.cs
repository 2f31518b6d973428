namespace ProtoHarness.Engine.Faults;

/// <summary>
/// One fault on one direction of one connection: takes what comes, and passes on what shall go on. Without a clock, a socket or a
/// thread of its own, so that the same code works in memory, on sockets and in the proxy.
/// </summary>
public class FaultStage
{
    internal FaultStage? Next { get; set; }

    /// <summary>Whether the fault was removed; it then passes everything on.</summary>
    internal bool Removed { get; set; }

    /// <summary>Bytes come.</summary>
    /// <param name="chunk">The bytes.</param>
    public virtual void Data(in LineChunk chunk) => Next!.Data(in chunk);

    /// <summary>The writer has ended its direction.</summary>
    /// <param name="release">When the end may be seen.</param>
    public virtual void End(long release) => Next!.End(release);

    /// <summary>A role writes.</summary>
    /// <param name="operation">How often it wrote, from 1.</param>
    /// <returns>What shall become of it.</returns>
    public virtual OperationDecision OnWrite(int operation) => default;

    /// <summary>A role reads.</summary>
    /// <param name="operation">How often it read, from 1.</param>
    /// <returns>What shall become of it.</returns>
    public virtual OperationDecision OnRead(int operation) => default;

    /// <summary>A client connects.</summary>
    /// <returns>What shall become of it.</returns>
    public virtual ConnectDecision OnConnect() => default;
}
