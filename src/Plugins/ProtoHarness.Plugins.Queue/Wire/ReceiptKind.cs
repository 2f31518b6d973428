using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Queue;

/// <summary>What became of a job (docs/wire/queue.md, "Receipts").</summary>
[Closed]
public enum ReceiptKind : byte
{
    /// <summary>It is queued, and will be done whatever happens to the connection.</summary>
    Accepted = 1,

    /// <summary>The queue is full; the job is forgotten, and may be pushed again.</summary>
    Busy = 2,

    /// <summary>It is done.</summary>
    Done = 3,

    /// <summary>The server shuts down and takes no more; the job is forgotten.</summary>
    Closing = 4,
}
