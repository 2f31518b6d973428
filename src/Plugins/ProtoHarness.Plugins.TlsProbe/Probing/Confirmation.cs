using ProtoHarness.Plugins.TlsProbe.Handshakes;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>What the runtime's own TLS came to on a server that was probed by hand.</summary>
/// <param name="IsDone">Whether its handshake came to an end, and so proved the leaf's key.</param>
/// <param name="IsSameLeaf">Whether the leaf was the same.</param>
/// <param name="Detail">What it negotiated, or why it did not.</param>
sealed record Confirmation(bool IsDone, bool IsSameLeaf, string Detail)
{
    /// <summary>There was no connection to ask on.</summary>
    public static Confirmation NotReached(ProbeFault fault) => new(false, false, fault.ToString());

    /// <inheritdoc/>
    public override string ToString() => !IsDone ? $"no: {Detail}" : IsSameLeaf ? $"yes: {Detail}" : $"another leaf: {Detail}";
}
