namespace ProtoHarness.Testing.Linearizability;

/// <summary>
/// Looks for an order of concurrent operations that a sequential model allows and that keeps every operation before those called after
/// its return: the search of Wing and Gong (1993) with Lowe's memory of configurations that led nowhere (2017).
/// </summary>
public static class LinearizabilityChecker
{
    /// <summary>Operations in one history at most. Longer ones are cut where nothing is under way.</summary>
    public const int MaxOperations = 128;

    /// <summary>Checks a history against a model.</summary>
    /// <exception cref="ArgumentException">The history is longer than <see cref="MaxOperations"/>.</exception>
    public static LinearizabilityVerdict<TOperation, TResult> Check<TState, TOperation, TResult>(
        ISequentialModel<TState, TOperation, TResult> model, IReadOnlyList<HistoryEntry<TOperation, TResult>> history)
        where TState : notnull
    {
        if (history.Count > MaxOperations)
            throw new ArgumentException($"{history.Count} operations; {nameof(MaxOperations)} is {MaxOperations}. Check shorter histories.", nameof(history));
        var all = Search(model, history);
        if (all.Holds)
            return all;

        // A beginning of a linearizable history is linearizable, so the shortest broken one can be bisected.
        var returns = history.Where(entry => entry.ReturnedAt is not null).Select(entry => entry.ReturnedAt!.Value).Order().ToArray();
        var (good, bad, worst) = (-1, returns.Length - 1, all);
        while (bad - good > 1)
        {
            var middle = (good + bad) / 2;
            var verdict = Search(model, Until(history, returns[middle]));
            if (verdict.Holds)
                good = middle;
            else
                (bad, worst) = (middle, verdict);
        }

        return worst;
    }

    static List<HistoryEntry<TOperation, TResult>> Until<TOperation, TResult>(IReadOnlyList<HistoryEntry<TOperation, TResult>> history, long time) =>
        [.. history
            .Where(entry => entry.InvokedAt <= time)
            .Select(entry => entry.ReturnedAt <= time ? entry : entry with { ReturnedAt = null, Result = default })];

    static LinearizabilityVerdict<TOperation, TResult> Search<TState, TOperation, TResult>(
        ISequentialModel<TState, TOperation, TResult> model, IReadOnlyList<HistoryEntry<TOperation, TResult>> history)
        where TState : notnull
    {
        var search = new LinearizabilitySearch<TState, TOperation, TResult>(model, history);
        var holds = search.Run();
        return new(holds, search.Longest, holds ? [] : history);
    }
}
