using System.Diagnostics.CodeAnalysis;

namespace ProtoHarness.Plugins.TlsProbe.Sharing;

/// <summary>Keeps what was made last, up to a weight; the oldest goes first. What goes is left to the collector, since somebody may still hold it.</summary>
/// <typeparam name="TKey">What it is found by.</typeparam>
/// <typeparam name="TValue">What is kept.</typeparam>
/// <param name="mostWeight">The weight of all entries together, at most.</param>
sealed class BoundedCache<TKey, TValue>(long mostWeight)
    where TKey : notnull
    where TValue : class
{
    readonly Dictionary<TKey, TValue> _entries = [];
    readonly Queue<(TKey Key, long Weight)> _order = [];
    readonly Lock _lock = new();
    long _weight;

    /// <summary>How many are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(key, out value);
        }
    }

    /// <summary>Keeps a value, in the place of an earlier one with the same key. One that is heavier than all may be is not kept.</summary>
    public void Put(TKey key, TValue value, long weight)
    {
        lock (_lock)
        {
            if (weight > mostWeight)
            {
                return;
            }

            if (_entries.ContainsKey(key))
            {
                _entries[key] = value;
                return;
            }

            _entries.Add(key, value);
            _order.Enqueue((key, weight));
            _weight += weight;
            while (_weight > mostWeight)
            {
                var (oldest, freed) = _order.Dequeue();
                _entries.Remove(oldest);
                _weight -= freed;
            }
        }
    }
}
