namespace ProtoHarness.Engine.Loading;

/// <summary>What the compiler says of a source plugin.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 units, from 1.</param>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Id">The diagnostic's id: <c>CS0103</c>, <c>PH0001</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="SourceLine">The line itself; empty when there is none.</param>
public sealed record SourceError(string Path, int Line, int Column, string Severity, string Id, string Message, string SourceLine)
{
    /// <summary>The compiler's usual line, then the source line and a caret under the column.</summary>
    /// <returns>One line, or three.</returns>
    public override string ToString()
    {
        var head = $"{Path}({Line},{Column}): {Severity} {Id}: {Message}";
        if (SourceLine.Trim().Length == 0)
        {
            return head;
        }

        // Tabs stay tabs, so that the caret stands under its character whatever a tab's width is.
        var indent = string.Concat(SourceLine.Take(Column - 1).Select(c => c == '\t' ? '\t' : ' '));
        return $"{head}\n    {SourceLine.TrimEnd()}\n    {indent}^";
    }
}
