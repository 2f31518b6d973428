using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>What crossed one direction of one connection.</summary>
/// <param name="Connection">The connection's number, from 1.</param>
/// <param name="Direction">The direction.</param>
/// <param name="Written">The bytes that the writer wrote, up to the capture limit; empty when not kept.</param>
/// <param name="Delivered">The bytes that the reader read, up to the capture limit; empty when not kept.</param>
/// <param name="WrittenCount">How many bytes were written.</param>
/// <param name="DeliveredCount">How many bytes were read.</param>
/// <param name="SawEnd">Whether the reader saw the normal end of the stream.</param>
/// <param name="Messages">Where each write began, in bytes; empty when not kept.</param>
public sealed record DirectionRecord(
    int Connection, Direction Direction, ReadOnlyMemory<byte> Written, ReadOnlyMemory<byte> Delivered,
    long WrittenCount, long DeliveredCount, bool SawEnd, IReadOnlyList<long> Messages);
