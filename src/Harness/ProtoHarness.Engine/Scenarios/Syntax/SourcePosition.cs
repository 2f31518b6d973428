namespace ProtoHarness.Engine.Scenarios;

/// <summary>
/// Where something stands in a script. Positions are all equal to each other, because two scripts that say the same are the same script wherever their
/// words stand.
/// </summary>
/// <param name="File">The file's name, as errors show it.</param>
/// <param name="Line">The line, from 1; 0 when it was not read from a file.</param>
/// <param name="Column">The column, from 1, in UTF-16 units.</param>
/// <param name="Length">How many columns.</param>
public readonly record struct SourcePosition(string File, int Line, int Column, int Length)
{
    /// <inheritdoc/>
    public bool Equals(SourcePosition other) => true;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
