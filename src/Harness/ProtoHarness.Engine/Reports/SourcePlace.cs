using System.Globalization;
using System.Text.RegularExpressions;

namespace ProtoHarness.Engine.Reports;

/// <summary>A line of a source file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1; 0 when only the file is known.</param>
public sealed partial record SourcePlace(string File, int Line)
{
    /// <summary>The place that a line of a stack trace names.</summary>
    /// <param name="line">The line: <c>at Ns.Type.Method() in /a/b.cs:line 5</c>.</param>
    /// <returns>The place, or null.</returns>
    public static SourcePlace? OfStackLine(string line) =>
        StackLine().Match(line) is { Success: true } match ? new SourcePlace(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)) : null;

    /// <summary>The line on which a record is declared.</summary>
    /// <param name="file">A source file; any other file has no lines.</param>
    /// <param name="type">The record's name.</param>
    /// <returns>The place; the file alone when there is no such line; null when the file is no source.</returns>
    public static SourcePlace? OfRecord(string file, string type)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(type);
        if (!file.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || !System.IO.File.Exists(file))
        {
            return null;
        }

        var pattern = new Regex($@"\brecord\s+(struct\s+|class\s+)?{Regex.Escape(type)}\b", RegexOptions.CultureInvariant);
        var line = System.IO.File.ReadLines(file).Select((text, i) => (text, i)).FirstOrDefault(pair => pattern.IsMatch(pair.text));
        return new SourcePlace(file, line.text is null ? 0 : line.i + 1);
    }

    [GeneratedRegex(@" in (.+):line (\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex StackLine();
}
