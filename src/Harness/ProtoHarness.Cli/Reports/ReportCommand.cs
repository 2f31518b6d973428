using System.CommandLine;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Reports;

namespace ProtoHarness.Cli.Reports;

/// <summary><c>protoharness report</c>: the reports of several runs as one, such as those of the parts of a sharded run.</summary>
static class ReportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder with .ndjson reports, in it and below." };
        var reports = CommonOptions.Report();
        var strict = CommonOptions.Strict();
        var noColor = CommonOptions.NoColor();
        var command = new Command("report", "Read the .ndjson reports of a folder as one: print the counts, and write it in other formats.") { folder, reports, strict, noColor };
        command.SetAction(parsed =>
        {
            var screen = new Screen(parsed.GetValue(noColor), quiet: false);
            var path = parsed.GetValue(folder)!;
            var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.ndjson", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList() : [];
            if (files.Count == 0)
            {
                screen.Error($"{path}: there is no .ndjson report in this folder; write one with --report ndjson=FILE");
                return ExitCode.Usage;
            }

            var read = new List<Report>();
            foreach (var file in files)
            {
                try
                {
                    read.Add(NdjsonReader.Read(File.ReadLines(file)));
                }
                catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
                {
                    screen.Error($"{file}: {e.Message}");
                    return ExitCode.Usage;
                }
            }

            var all = Join(read);
            screen.Line($"{files.Count} report{(files.Count == 1 ? "" : "s")}: {string.Join(", ", Enum.GetValues<Verdict>().Where(verdict => all.Count(verdict) > 0).Select(verdict => $"{all.Count(verdict)} {VerdictText.Format(verdict)}"))}{(all.IsFinished ? "" : "; not finished")}");
            ReportFiles.Write(parsed.GetValue(reports)!, all, screen);
            return Code(all, parsed.GetValue(strict));
        });
        return command;
    }

    static Report Join(List<Report> reports) => new(
        string.Join(", ", reports.Select(report => report.Command).Distinct()), string.Join(", ", reports.Select(report => report.Version).Distinct()), string.Join(", ", reports.Select(report => report.Seed).Distinct()),
        [.. reports.SelectMany(report => report.Suites).GroupBy(suite => suite.Name).Select(group => new ReportSuite(group.Key, "", "", TimeSpan.Zero, [.. group.SelectMany(suite => suite.Cases)]))])
    {
        IsFinished = reports.TrueForAll(report => report.IsFinished), Errors = [.. reports.SelectMany(report => report.Errors)],
    };

    static int Code(Report report, bool strict) =>
        report.Count(Verdict.HarnessError) > 0 || report.Errors.Count > 0 ? ExitCode.CouldNotRun
        : report.Count(Verdict.Fail) > 0 || (strict && report.Count(Verdict.NonStrict) > 0) ? ExitCode.Findings
        : report.Count(Verdict.Flaky) > 0 ? ExitCode.OnlyFlaky
        : report.IsFinished ? ExitCode.Held : ExitCode.NoVerdict;
}
