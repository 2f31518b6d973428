using System.Globalization;
using System.Text;
using System.Text.Json;
using ProtoHarness.Fuzzing.Coverage;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>A coverage report for people, and for machines.</summary>
static class CoverageText
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>A line for each file with the lines that never ran, then how the campaign got there and the states.</summary>
    public static IEnumerable<string> Lines(CoverageReport report)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Target}: {report.Inputs} inputs reach {report.Edges} of {report.EdgesTotal} edges{(report.Failed > 0 ? $"; {report.Failed} fail" : "")}");
        foreach (var file in report.Files.Where(file => file.Covered > 0))
        {
            var missing = Missing(file);
            yield return string.Create(
                CultureInfo.InvariantCulture, $"  {Short(file.File)}: {file.Covered} of {file.Lines.Count} lines{(missing.Length > 0 ? $", not {missing}" : "")}");
        }

        if (report.Files.Any(file => file.Covered == 0))
        {
            yield return $"  nothing of {string.Join(", ", report.Files.Where(file => file.Covered == 0).Select(file => Path.GetFileName(file.File)))}";
        }

        if (report.Timeline.Count > 0)
        {
            yield return "edges over time";
        }

        foreach (var point in report.Timeline)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"  {point.Seconds,9:0.0} s {point.Executions,14:N0} executions  edges {point.Edges}, states {point.States}, corpus {point.Corpus}");
        }

        if (report.Transitions.Count > 0)
        {
            yield return "states and transitions";
        }

        foreach (var transition in report.Transitions)
        {
            yield return $"  {transition}";
        }
    }

    /// <summary>One JSON object.</summary>
    public static string Json(CoverageReport report) => JsonSerializer.Serialize(
        new
        {
            target = report.Target,
            inputs = report.Inputs,
            failed = report.Failed,
            edges = report.Edges,
            edgesTotal = report.EdgesTotal,
            files = report.Files.Select(file => new
            {
                file = file.File,
                ran = file.Lines.Where(line => line.Value).Select(line => line.Key),
                notRan = file.Lines.Where(line => !line.Value).Select(line => line.Key),
            }),
            transitions = report.Transitions,
            timeline = report.Timeline.Select(point => new
            {
                seconds = point.Seconds, executions = point.Executions, edges = point.Edges, states = point.States, corpus = point.Corpus,
            }),
        },
        Indented);

    static string Short(string file) =>
        Path.GetRelativePath(Environment.CurrentDirectory, file) is var relative && !relative.StartsWith("..", StringComparison.Ordinal) ? relative.Replace('\\', '/') : file;

    // Lines without code between two that never ran do not break a range.
    static string Missing(FileCoverage file)
    {
        var text = new StringBuilder();
        for (var i = 0; i < file.Lines.Count; i++)
        {
            if (file.Lines[i].Value)
            {
                continue;
            }

            var first = file.Lines[i].Key;
            while (i + 1 < file.Lines.Count && !file.Lines[i + 1].Value)
            {
                i++;
            }

            text.Append(text.Length > 0 ? " " : "").Append(CultureInfo.InvariantCulture, $"{first}");
            if (file.Lines[i].Key > first)
            {
                text.Append(CultureInfo.InvariantCulture, $"-{file.Lines[i].Key}");
            }
        }

        return text.ToString();
    }
}
