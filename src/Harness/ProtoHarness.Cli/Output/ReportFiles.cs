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
                if (Path.GetDirectoryName(Path.GetFullPath(target.Path)) is { } folder)
                {
                    Directory.CreateDirectory(folder);
                }

                // Under another name first: a full disk must not leave half a report that looks whole.
                File.WriteAllText(target.Path + ".part", target.Write(report, HtmlReport.Write));
                File.Move(target.Path + ".part", target.Path, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                screen.Error($"the {target.Format.ToString().ToLowerInvariant()} report '{target.Path}' is missing: {e.Message} The verdicts stand.");
            }
        }
    }
}
