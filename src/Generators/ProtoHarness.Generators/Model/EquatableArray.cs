using System.Collections;

namespace ProtoHarness.Generators.Model;

/// <summary>
/// An immutable list that is equal to another one with equal elements. Everything that goes down the incremental pipeline is made
/// of such values, so that a step whose input has not changed is not run again.
/// </summary>
readonly struct EquatableArray<T>(T[] items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    static readonly T[] Empty = [];

    readonly T[]? _items = items;

    public int Count => Items.Length;

    T[] Items => _items ?? Empty;

    public T this[int index] => Items[index];

    public static implicit operator EquatableArray<T>(T[] items) => new(items);

    public bool Equals(EquatableArray<T> other)
    {
        if (ReferenceEquals(_items, other._items))
        {
            return true;
        }

        var mine = Items;
        var theirs = other.Items;
        if (mine.Length != theirs.Length)
        {
            return false;
        }

        for (var i = 0; i < mine.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(mine[i], theirs[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var item in Items)
        {
            hash = unchecked((hash * 31) + (item?.GetHashCode() ?? 0));
        }

        return hash;
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
