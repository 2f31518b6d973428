namespace ProtoHarness.Framing;

/// <summary>
/// The bounds of a field: of an integer's value, of the length in bytes of bytes and text, of the number of elements of an array.
/// What lies outside is malformed on reading, before anything is allocated, and refused on writing.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LimitAttribute : Attribute
{
    /// <summary>From zero to a maximum.</summary>
    /// <param name="max">The largest value or length, inclusive.</param>
    public LimitAttribute(long max) => Max = max;

    /// <summary>From a minimum to a maximum.</summary>
    /// <param name="min">The smallest value or length, inclusive.</param>
    /// <param name="max">The largest value or length, inclusive.</param>
    public LimitAttribute(long min, long max) => (Min, Max) = (min, max);

    /// <summary>The smallest value or length, inclusive.</summary>
    public long Min { get; }

    /// <summary>The largest value or length, inclusive.</summary>
    public long Max { get; }
}
