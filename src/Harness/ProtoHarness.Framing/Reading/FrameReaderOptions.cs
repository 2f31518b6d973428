namespace ProtoHarness.Framing;

/// <summary>What one reader allows, beyond what the frame's declaration allows every reader.</summary>
public sealed record FrameReaderOptions
{
    /// <summary>The longest frame, in bytes, that this reader takes. Above the declaration's own limit it changes nothing.</summary>
    public long MaxLength { get; init; } = long.MaxValue;

    /// <summary>The setting behind <see cref="MaxLength"/>, as a user writes it: an error names it.</summary>
    public string LimitName { get; init; } = nameof(MaxLength);

    /// <summary>What the setting is set to, as a user writes it; null: <see cref="MaxLength"/>.</summary>
    public string? LimitValue { get; init; }
}
