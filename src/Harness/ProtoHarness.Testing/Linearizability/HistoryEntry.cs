using System.Globalization;

namespace ProtoHarness.Testing.Linearizability;

/// <summary>One operation of a history. Times only tell which of two events came first.</summary>
/// <param name="Client">Who called.</param>
/// <param name="Operation">The operation.</param>
/// <param name="InvokedAt">When it was called.</param>
/// <param name="ReturnedAt">When it returned, or <see langword="null"/> if it has not.</param>
/// <param name="Result">What it returned.</param>
public sealed record HistoryEntry<TOperation, TResult>(
    string Client, TOperation Operation, long InvokedAt, long? ReturnedAt, TResult? Result)
{
    /// <inheritdoc/>
    public override string ToString() => ReturnedAt is { } returned
        ? string.Create(CultureInfo.InvariantCulture, $"{InvokedAt,4} – {returned,-4} {Client}: {Operation} → {Result}")
        : string.Create(CultureInfo.InvariantCulture, $"{InvokedAt,4} –      {Client}: {Operation} → (not returned)");
}
