using System.Text.Json;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Findings;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>For machines: one JSON object a line, each with an <c>event</c> (docs/fuzzing.md).</summary>
sealed class FuzzJson : IFuzzReport
{
    readonly Lock _gate = new();

    public void Begin(FuzzChoice choice, ulong seed) => Write(new { @event = "begin", target = choice.Target.Name, seed = seed.ToString(System.Globalization.CultureInfo.InvariantCulture) });

    public void Progress(FuzzChoice choice, FuzzProgress progress) => Write(Figures("progress", choice, progress, 0));

    public void Note(FuzzChoice choice, string line) => Write(new { @event = "note", target = choice.Target.Name, line });

    public void Notice(FuzzChoice choice, string line) => Write(new { @event = "notice", target = choice.Target.Name, line });

    public void Found(FuzzChoice choice, FuzzFinding finding, string path) => Write(new
    {
        @event = "finding",
        target = choice.Target.Name,
        verdict = finding.IsConfirmed ? "FAIL" : "FLAKY",
        kind = finding.Kind.ToString().ToLowerInvariant(),
        what = finding.What,
        message = finding.Message,
        stack = finding.Stack,
        input = Convert.ToHexStringLower(finding.Input),
        file = path,
    });

    public void End(FuzzChoice choice, FuzzCampaignResult result) => Write(Figures("end", choice, result.Last, result.Deaths));

    static object Figures(string name, FuzzChoice choice, FuzzProgress p, int deaths) => new
    {
        @event = name,
        target = choice.Target.Name,
        seconds = Math.Round(p.Elapsed.TotalSeconds, 3),
        executions = p.Executions,
        perSecond = Math.Round(p.PerSecond),
        edges = p.Edges,
        edgesTotal = p.EdgesTotal,
        states = p.States,
        corpus = p.Corpus,
        findings = p.Findings,
        secondsSinceNew = Math.Round(p.SinceNew.TotalSeconds, 3),
        stability = Math.Round(p.Stability, 4),
        deaths,
    };

    void Write(object line)
    {
        var text = JsonSerializer.Serialize(line);
        lock (_gate)
        {
            Console.Out.WriteLine(text);
        }
    }
}
