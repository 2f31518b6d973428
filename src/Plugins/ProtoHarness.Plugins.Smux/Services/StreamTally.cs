using System.Buffers;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

/// <summary>Writes down what one stream's application sent and received, where somebody wants to know.</summary>
/// <param name="Memory">Where the application's buffers come from.</param>
/// <param name="Ledger">The harness's ledger; null outside of it.</param>
/// <param name="Flow">The stream's name in it.</param>
readonly record struct StreamTally(MemoryPool<byte> Memory, ILedger? Ledger, string Flow)
{
    internal static StreamTally None { get; } = new(MemoryPool<byte>.Shared, null, "");

    internal void Sent(ReadOnlySpan<byte> bytes) => Ledger?.Sent(Flow, bytes);

    internal void Received(ReadOnlySpan<byte> bytes) => Ledger?.Received(Flow, bytes);

    internal void Ended() => Ledger?.Ended(Flow);
}
