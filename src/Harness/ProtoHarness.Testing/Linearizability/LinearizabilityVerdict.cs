namespace ProtoHarness.Testing.Linearizability;

/// <summary>Whether a history could have come from operations done one after the other.</summary>
/// <param name="Holds">Whether there is such an order.</param>
/// <param name="Order">The order found, or the longest possible beginning of one.</param>
/// <param name="Counterexample">If there is none: the shortest beginning of the history for which there is none.</param>
public sealed record LinearizabilityVerdict<TOperation, TResult>(
    bool Holds, IReadOnlyList<HistoryEntry<TOperation, TResult>> Order, IReadOnlyList<HistoryEntry<TOperation, TResult>> Counterexample)
{
    /// <exception cref="NotLinearizableException">There is no such order.</exception>
    public void ThrowIfBroken()
    {
        if (!Holds)
            throw new NotLinearizableException(ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => Holds
        ? $"Linearizable: {Order.Count} operations in an order that the model allows."
        : $"""
        Not linearizable: no order of these operations is allowed by the model.
        {string.Join(Environment.NewLine, Counterexample)}
        The longest beginning of an order that it allows:
        {string.Join(Environment.NewLine, Order)}
        """;
}
