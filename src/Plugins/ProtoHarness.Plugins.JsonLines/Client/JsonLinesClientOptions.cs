namespace ProtoHarness.Plugins.JsonLines;

/// <summary>The limits of a <see cref="JsonLinesClient"/>.</summary>
public sealed record JsonLinesClientOptions
{
    /// <summary>The longest line, in bytes without its line feed. Setting: <c>max-line</c>.</summary>
    public int MaxLine { get; init; } = JsonLine.MaxText;

    /// <summary>The most requests in flight; further callers wait.</summary>
    public int MaxInFlight { get; init; } = 1024;

    /// <summary>
    /// The most requests that were given up after they had left and whose answers may still come; their names are not free. One more, and the peer is taken
    /// for dead: the connection fails.
    /// </summary>
    public int MaxAbandoned { get; init; } = 1024;

    /// <summary>The deadline of a request that has none of its own; null: it waits for as long as the connection lives.</summary>
    public TimeSpan? Deadline { get; init; }
}
