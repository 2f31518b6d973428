using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Queue;

/// <summary>What a server says about a job (docs/wire/queue.md, "Receipts").</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Id">The job.</param>
/// <param name="Sum">With <see cref="ReceiptKind.Done"/> the checksum of the payload that was worked on (<see cref="WorkSum"/>), else 0.</param>
[Frame(ByteOrder.BigEndian)]
public readonly partial record struct Receipt(ReceiptKind Kind, uint Id, uint Sum);
