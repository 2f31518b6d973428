namespace ProtoHarness.Testing.Linearizability;

/// <summary>One search; see <see cref="LinearizabilityChecker"/>.</summary>
sealed class LinearizabilitySearch<TState, TOperation, TResult>(
    ISequentialModel<TState, TOperation, TResult> model, IReadOnlyList<HistoryEntry<TOperation, TResult>> history)
    where TState : notnull
{
    readonly HashSet<(UInt128 Done, TState State)> _seen = [];
    readonly List<int> _order = [];
    List<int> _longest = [];

    internal IReadOnlyList<HistoryEntry<TOperation, TResult>> Longest => [.. _longest.Select(i => history[i])];

    internal bool Run() => Extend(UInt128.Zero, model.Initial);

    bool Extend(UInt128 done, TState state)
    {
        if (_order.Count > _longest.Count)
            _longest = [.. _order];
        if (!_seen.Add((done, state)))
            return false;

        // Whatever is called only after the first return among the open operations cannot come before that one.
        var (complete, firstReturn) = (true, long.MaxValue);
        for (var i = 0; i < history.Count; i++)
        {
            if (IsDone(done, i) || history[i].ReturnedAt is not { } returned)
                continue;
            complete = false;
            firstReturn = Math.Min(firstReturn, returned);
        }

        if (complete)
        {
            _longest = [.. _order];
            return true;
        }

        for (var i = 0; i < history.Count; i++)
        {
            if (!IsDone(done, i) && history[i].InvokedAt <= firstReturn && Place(i, done, state))
                return true;
        }

        return false;
    }

    bool Place(int i, UInt128 done, TState state)
    {
        var entry = history[i];
        var following = entry.ReturnedAt is null
            ? model.ApplyPending(state, entry.Operation)
            : model.Apply(state, entry.Operation, entry.Result!);
        foreach (var next in following)
        {
            _order.Add(i);
            if (Extend(done | (UInt128.One << i), next))
                return true;
            _order.RemoveAt(_order.Count - 1);
        }

        return false;
    }

    static bool IsDone(UInt128 done, int i) => (done >> i & UInt128.One) != UInt128.Zero;
}
