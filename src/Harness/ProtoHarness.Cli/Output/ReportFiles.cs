using ProtoHarness.Engine.Reports;
using ProtoHarness.Reports.Html;

namespace ProtoHarness.Cli.Output;

/// <summary>Writes the reports of <c>--report</c>. One that cannot be written is said so; the verdicts stand.</summary>
static class ReportFiles
{
    public static void Write(IReadOnlyList<ReportTarget> targets, Report report, Screen screen)
    {
        foreach (var target in targets)
        {
            try
            {
                WholeFile.Write(target.Path, target.Write(report, HtmlReport.Write));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                screen.Error($"the {target.Format.ToString().ToLowerInvariant()} report '{target.Path}' is missing: {e.Message} The verdicts stand.");
            }
        }
    }
}
