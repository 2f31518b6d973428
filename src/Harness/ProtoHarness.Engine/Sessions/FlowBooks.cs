namespace ProtoHarness.Engine.Sessions;

/// <summary>The books of all flows that go one way. Not for several threads at once.</summary>
sealed class FlowBooks
{
    // Most protocols have one flow each way, and most sessions are too short to fill a table for it.
    string? _firstName;
    FlowBook? _first;
    Dictionary<string, FlowBook>? _others;

    /// <summary>Whether both ends say the same of each.</summary>
    public bool AreInOrder
    {
        get
        {
            if (_first is { IsInOrder: false })
            {
                return false;
            }

            if (_others is not null)
            {
                foreach (var (_, book) in _others)
                {
                    if (!book.IsInOrder)
                    {
                        return false;
                    }
                }
            }

            return true;
        }
    }

    /// <summary>The book of a flow; a new one where there is none.</summary>
    /// <param name="flow">Its name.</param>
    public FlowBook Of(string flow)
    {
        if (_first is null)
        {
            _firstName = flow;
            return _first = new FlowBook();
        }

        if (string.Equals(flow, _firstName, StringComparison.Ordinal))
        {
            return _first;
        }

        _others ??= new Dictionary<string, FlowBook>(StringComparer.Ordinal);
        if (!_others.TryGetValue(flow, out var book))
        {
            _others.Add(flow, book = new FlowBook());
        }

        return book;
    }

    /// <summary>All of them, with their flows' names.</summary>
    public IEnumerable<(string Flow, FlowBook Book)> All()
    {
        if (_first is not null)
        {
            yield return (_firstName!, _first);
        }

        foreach (var (flow, book) in _others ?? [])
        {
            yield return (flow, book);
        }
    }

    /// <summary>Forgets what was written down.</summary>
    public void Clear() => (_firstName, _first, _others) = (null, null, null);
}
