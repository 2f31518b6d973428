namespace ProtoHarness.Engine.Scenarios;

/// <summary>Makes sequences, for collection expressions.</summary>
public static class Sequence
{
    /// <summary>A sequence of given elements.</summary>
    /// <typeparam name="T">The element.</typeparam>
    /// <param name="items">The elements; they are copied.</param>
    /// <returns>The sequence.</returns>
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) => items.Length == 0 ? Sequence<T>.Empty : new Sequence<T>(items.ToArray());
}
