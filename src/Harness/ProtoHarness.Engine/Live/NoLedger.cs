using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Live;

/// <summary>Books that nobody compares: the peer is a foreign program.</summary>
sealed class NoLedger : ILedger
{
    public static NoLedger Instance { get; } = new();

    public void Sent(string flow, ReadOnlySpan<byte> bytes)
    {
    }

    public void Received(string flow, ReadOnlySpan<byte> bytes)
    {
    }

    public void Ended(string flow)
    {
    }
}
