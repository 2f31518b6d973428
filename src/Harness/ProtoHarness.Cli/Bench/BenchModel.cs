using System.Globalization;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Measuring;
using ProtoHarness.Engine.Reports;

namespace ProtoHarness.Cli.Bench;

/// <summary>What was measured, as reports want it: the latencies as a histogram, and the sessions in their order.</summary>
static class BenchModel
{
    public static Report Of(IReadOnlyList<Measurement> measured, IReadOnlyList<string> comparisons, string seed) =>
        new("bench", HarnessVersion.Text, seed, [.. measured.Where(one => one.Runs > 0).Select(one => Suite(one, comparisons))]);

    static ReportSuite Suite(Measurement one, IReadOnlyList<string> comparisons)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{one.PerSecond:N0} sessions a second; p50 {Time(one, 50)}, p90 {Time(one, 90)}, p99 {Time(one, 99)}, most {Time(one, 100)}; {one.Allocated / 1024.0 / one.Runs:N0} KiB and {LatencyHistogram.Time(one.Cpu.TotalMicroseconds / one.Runs)} of processor time a session");
        var compared = comparisons.FirstOrDefault(line => line.StartsWith(one.Name + ":", StringComparison.Ordinal)) ?? "";
        return new ReportSuite(one.Name, text, "", TimeSpan.FromMicroseconds(one.Latencies.Sum()), [new ReportCase("sessions", "each session completes", Verdict.Pass, compared) { Runs = one.Runs }])
        {
            Charts = [Histogram(one), .. OverTime(one)],
        };
    }

    static ReportChart Histogram(Measurement one) => new("latency, microseconds", true,
        [.. LatencyHistogram.Of(one).Select(part => new ChartPoint(part.From, part.Count, $"{LatencyHistogram.Time(part.From)} to {LatencyHistogram.Time(part.To)}: {part.Count} sessions"))]);

    static IEnumerable<ReportChart> OverTime(Measurement one)
    {
        var line = new ChartLine("latency over time, microseconds");
        var elapsed = 0.0;
        foreach (var latency in one.Latencies)
        {
            line.Add(TimeSpan.FromMicroseconds(elapsed += latency), latency);
        }

        return line.Chart() is { } chart ? [chart] : [];
    }

    static string Time(Measurement one, double percent) => LatencyHistogram.Time(one.Percentile(percent));
}
