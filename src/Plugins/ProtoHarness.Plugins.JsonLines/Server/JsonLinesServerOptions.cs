namespace ProtoHarness.Plugins.JsonLines;

/// <summary>The limits of a <see cref="JsonLinesServer"/>.</summary>
public sealed record JsonLinesServerOptions
{
    /// <summary>The longest line, in bytes without its line feed. Setting: <c>max-line</c>.</summary>
    public int MaxLine { get; init; } = JsonLine.MaxText;

    /// <summary>The requests of one connection that are worked on at once; the next line is not read before one is done. Setting: <c>concurrency</c>.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>The lines that one connection may have refused; one more ends it. Setting: <c>max-bad-lines</c>.</summary>
    public int MaxBadLines { get; init; } = 64;

    /// <summary>Whether values are written into the connection's ledger: not where clients give up, because what comes late is handed to nobody.</summary>
    public bool KeepsLedger { get; init; } = true;
}
