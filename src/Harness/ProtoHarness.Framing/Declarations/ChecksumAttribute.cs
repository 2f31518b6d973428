namespace ProtoHarness.Framing;

/// <summary>An integer that holds a checksum over a run of fields. Computed on writing; a wrong one is malformed on reading.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ChecksumAttribute : Attribute
{
    /// <summary>A well-known checksum.</summary>
    /// <param name="algorithm">The algorithm.</param>
    public ChecksumAttribute(ChecksumAlgorithm algorithm) => Algorithm = algorithm;

    /// <summary>A checksum of the author's own.</summary>
    /// <param name="type">A type that implements <see cref="IChecksum"/>.</param>
    public ChecksumAttribute(Type type) => Type = type;

    /// <summary>The well-known algorithm, when <see cref="Type"/> is null.</summary>
    public ChecksumAlgorithm Algorithm { get; }

    /// <summary>The author's own algorithm, or null.</summary>
    public Type? Type { get; }

    /// <summary>The first field that is covered, by <c>nameof</c>; the frame's first when not set.</summary>
    public string? From { get; init; }

    /// <summary>The last field that is covered, by <c>nameof</c>; the one before the checksum when not set.
    /// A range that includes the checksum itself counts it as zero.</summary>
    public string? To { get; init; }
}
