namespace ProtoHarness.Testing.Linearizability;

/// <summary>Records calls and returns in the order in which they happen. Thread-safe.</summary>
public sealed class OperationHistory<TOperation, TResult>
{
    readonly Lock _lock = new();
    readonly List<HistoryEntry<TOperation, TResult>> _entries = [];
    long _time;

    /// <summary>What was recorded so far, in order of the calls.</summary>
    public IReadOnlyList<HistoryEntry<TOperation, TResult>> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    /// <summary>An operation is called now.</summary>
    /// <returns>Its number, for <see cref="Return"/>.</returns>
    public int Call(string client, TOperation operation)
    {
        lock (_lock)
        {
            _entries.Add(new(client, operation, ++_time, null, default));
            return _entries.Count - 1;
        }
    }

    /// <summary>An operation returns now.</summary>
    public void Return(int number, TResult result)
    {
        lock (_lock)
            _entries[number] = _entries[number] with { ReturnedAt = ++_time, Result = result };
    }
}
