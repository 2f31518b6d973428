using System.ComponentModel;

namespace ProtoHarness.Framing.Runtime;

/// <summary>
/// The elements of an array whose number is not paid for yet: it grows with what was really read, so that a count alone
/// allocates nothing. Not for use by hand.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ElementList<T>
{
    T[]? _items;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an element.</summary>
    /// <param name="item">The element.</param>
    public void Add(T item)
    {
        if (_items is null)
        {
            _items = new T[4];
        }
        else if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    /// <summary>The elements.</summary>
    public readonly T[] ToArray()
    {
        if (_items is null)
        {
            return [];
        }

        var items = _items;
        Array.Resize(ref items, Count);
        return items;
    }
}
