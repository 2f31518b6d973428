using System.Globalization;
using ProtoHarness.Cli.Output;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>For people: a line that lives on a terminal, heartbeats elsewhere, and each finding with how to replay it.</summary>
sealed class FuzzText(Screen screen, bool quiet) : IFuzzReport
{
    readonly Lock _gate = new();

    public void Begin(FuzzChoice choice, ulong seed) => Line(quiet ? null : string.Create(CultureInfo.InvariantCulture, $"{choice.Target.Name}, seed {seed}"));

    public void Progress(FuzzChoice choice, FuzzProgress progress)
    {
        lock (_gate)
        {
            screen.Status(() => $"{choice.Target.Name}: {Describe(progress)}");
        }
    }

    public void Note(FuzzChoice choice, string line)
    {
        lock (_gate)
        {
            screen.Status(() => $"{choice.Target.Name}: {line}");
        }
    }

    public void Notice(FuzzChoice choice, string line) => Line($"{choice.Target.Name}: {line}");

    public void Found(FuzzChoice choice, FuzzFinding finding, string path)
    {
        Line($"{(finding.IsConfirmed ? "FAIL" : "FLAKY")} {choice.Target.Name}: {finding.Kind.ToString().ToLowerInvariant()} {finding.What}".TrimEnd());
        Line($"  message  {finding.Message.ReplaceLineEndings(" ")}");
        foreach (var frame in finding.Stack.Take(1))
        {
            Line($"  in       {frame}");
        }

        Line($"  input    {finding.Input.Length} bytes, found by execution {finding.Executions.ToString("N0", CultureInfo.InvariantCulture)}");
        Line(path.EndsWith(".phs", StringComparison.Ordinal) ? $"  replay   protoharness replay {path}" : $"  saved    {path}");
    }

    public void End(FuzzChoice choice, FuzzCampaignResult result)
    {
        var failed = result.Findings.Count(f => f.IsConfirmed);
        var verdict = failed > 0 ? "FAIL" : result.Findings.Count > 0 ? "FLAKY" : result.Last.Executions > 0 ? "PASS" : "NO VERDICT";
        Line(quiet && verdict == "PASS" ? null : $"{verdict} {choice.Target.Name}: {Describe(result.Last)}{(result.Deaths > 0 ? $", {result.Deaths} deaths of workers" : "")}");
    }

    static string Describe(FuzzProgress p) => string.Create(
        CultureInfo.InvariantCulture,
        $"{p.Elapsed.TotalSeconds:0} s, {p.Executions:N0} executions, {p.PerSecond:N0}/s, edges {p.Edges} of {p.EdgesTotal}, states {p.States}, corpus {p.Corpus}, findings {p.Findings}, last new {p.SinceNew.TotalSeconds:0} s ago, stability {p.Stability:P0}");

    void Line(string? text)
    {
        lock (_gate)
        {
            if (text is not null)
            {
                screen.Line(text);
            }
        }
    }
}
