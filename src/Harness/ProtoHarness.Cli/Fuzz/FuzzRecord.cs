using System.Globalization;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>Passes on what a fuzzing run tells, and keeps what reports want: coverage and rate over time, and what was found.</summary>
sealed class FuzzRecord(IFuzzReport inner) : IFuzzReport
{
    readonly Lock _gate = new();
    readonly List<Target> _targets = [];

    public void Begin(FuzzChoice choice, ulong seed)
    {
        lock (_gate)
        {
            _targets.Add(new Target(choice));
        }

        inner.Begin(choice, seed);
    }

    public void Progress(FuzzChoice choice, FuzzProgress progress)
    {
        lock (_gate)
        {
            Of(choice).Add(progress);
        }

        inner.Progress(choice, progress);
    }

    public void Note(FuzzChoice choice, string line) => inner.Note(choice, line);

    public void Notice(FuzzChoice choice, string line) => inner.Notice(choice, line);

    public void Found(FuzzChoice choice, FuzzFinding finding, string path)
    {
        lock (_gate)
        {
            Of(choice).Failures.Add(new ReportFailure(finding.IsConfirmed ? Verdict.Fail : Verdict.Flaky, choice.Target.Name, $"{finding.Kind.ToString().ToLowerInvariant()} {finding.What}: {finding.Message.ReplaceLineEndings(" ")}", $"input {Convert.ToHexStringLower(finding.Input)}")
            {
                Finding = path, Replay = path.EndsWith(".phs", StringComparison.Ordinal) ? $"protoharness replay {path}" : "",
            });
        }

        inner.Found(choice, finding, path);
    }

    public void End(FuzzChoice choice, FuzzCampaignResult result)
    {
        lock (_gate)
        {
            Of(choice).Add(result.Last);
        }

        inner.End(choice, result);
    }

    /// <summary>What is known so far.</summary>
    public Report ToReport(string seed)
    {
        lock (_gate)
        {
            return new Report("fuzz", HarnessVersion.Text, seed, [.. _targets.Select(target => target.Suite())]);
        }
    }

    Target Of(FuzzChoice choice) => _targets.Last(target => target.Choice == choice);

    sealed class Target(FuzzChoice choice)
    {
        readonly ChartLine _edges = new("coverage: edges reached");
        readonly ChartLine _rate = new("executions a second");
        FuzzProgress? _last;

        public FuzzChoice Choice => choice;

        public List<ReportFailure> Failures { get; } = [];

        public void Add(FuzzProgress progress)
        {
            _last = progress;
            _edges.Add(progress.Elapsed, progress.Edges);
            _rate.Add(progress.Elapsed, progress.PerSecond);
        }

        public ReportSuite Suite()
        {
            var verdict = Failures.Exists(failure => failure.Verdict == Verdict.Fail) ? Verdict.Fail : Failures.Count > 0 ? Verdict.Flaky : _last is { Executions: > 0 } ? Verdict.Pass : Verdict.Unsupported;
            var text = _last is { } last
                ? string.Create(CultureInfo.InvariantCulture, $"{last.Executions:N0} executions, edges {last.Edges:N0} of {last.EdgesTotal:N0}, states {last.States}, corpus {last.Corpus}, last new {last.SinceNew.TotalSeconds:0} s ago")
                : "nothing was executed";
            return new ReportSuite(choice.Target.Name, text, choice.Plugin.Source, _last?.Elapsed ?? TimeSpan.Zero,
                [new ReportCase(choice.Target.Name, "no input fails", verdict, text) { Runs = (int)Math.Min(int.MaxValue, _last?.Executions ?? 0), Failures = Failures }])
            {
                Charts = [.. new[] { _edges.Chart(), _rate.Chart() }.OfType<ReportChart>()],
            };
        }
    }
}
