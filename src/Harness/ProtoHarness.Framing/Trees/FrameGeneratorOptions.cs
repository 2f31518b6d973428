namespace ProtoHarness.Framing;

/// <summary>The limits of <see cref="FrameGenerator"/>.</summary>
public sealed record FrameGeneratorOptions
{
    /// <summary>The longest frame that is built, in bytes, unless the simplest one is longer: 4 KiB. Never above the schema's own
    /// limit.</summary>
    public long MaxBytes { get; init; } = 4096;

    /// <summary>The deepest nesting that is built, unless the simplest frame nests deeper.</summary>
    public int MaxDepth { get; init; } = 8;

    /// <summary>The most elements of an array, unless its limit asks for more.</summary>
    public int MaxElements { get; init; } = 64;
}
