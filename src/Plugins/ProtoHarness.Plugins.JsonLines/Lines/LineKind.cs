namespace ProtoHarness.Plugins.JsonLines;

/// <summary>What a <see cref="LineReader"/> found.</summary>
public enum LineKind
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>A line above the limit; it was skipped up to and with its line feed.</summary>
    TooLong,

    /// <summary>The normal end of the stream, behind a line feed or before the first byte.</summary>
    End,
}
