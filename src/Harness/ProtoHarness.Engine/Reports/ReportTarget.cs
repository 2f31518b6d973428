namespace ProtoHarness.Engine.Reports;

/// <summary>A report that is wanted, and where.</summary>
/// <param name="Format">The format.</param>
/// <param name="Path">The file.</param>
public sealed record ReportTarget(ReportFormat Format, string Path)
{
    /// <summary>Reads what is written on the command line: <c>junit=a.xml,html=b.html</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="FormatException">A part is wrong; the message says what may be written.</exception>
    public static IReadOnlyList<ReportTarget> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(One)];
    }

    /// <summary>The text of the report.</summary>
    /// <param name="report">What the run came to.</param>
    /// <param name="html">Writes a page; it is a project of its own, because it needs a web framework.</param>
    /// <returns>The text.</returns>
    public string Write(Report report, Func<Report, string> html)
    {
        ArgumentNullException.ThrowIfNull(html);
        return Format switch
        {
            ReportFormat.Junit => JunitReport.Write(report),
            ReportFormat.Sarif => SarifReport.Write(report),
            ReportFormat.Ndjson => NdjsonReport.Write(report),
            _ => html(report),
        };
    }

    static ReportTarget One(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? part : part[..equals];
        string[] known = [.. Enum.GetNames<ReportFormat>().Select(format => format.ToLowerInvariant())];
        if (!known.Contains(name))
        {
            throw new FormatException($"'{name}' is no format of a report{NearestWord.Hint(name, known)}");
        }

        var format = Enum.Parse<ReportFormat>(name, ignoreCase: true);

        return equals > 0 && equals < part.Length - 1 ? new ReportTarget(format, part[(equals + 1)..])
            : throw new FormatException($"'{part}' names no file: write {name.ToLowerInvariant()}=FILE");
    }
}
