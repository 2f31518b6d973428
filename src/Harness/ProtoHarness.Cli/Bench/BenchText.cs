using System.Globalization;
using ProtoHarness.Cli.Output;
using ProtoHarness.Engine.Measuring;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli.Bench;

/// <summary>Measurements as a table, each one's latencies as a histogram, and what they were compared with.</summary>
sealed class BenchText(Screen screen)
{
    const int Bar = 40;

    public void Write(IReadOnlyList<Measurement> measured, IReadOnlyList<string> comparisons, Seed seed)
    {
        var width = measured.Count == 0 ? 0 : measured.Max(one => one.Name.Length);
        screen.Line($"{"".PadRight(width)}    runs       /s     MB/s       p50       p90       p99       max  KB/session  CPU/session   (seed {seed})");
        foreach (var one in measured.Where(one => one.Runs > 0))
        {
            var bytes = one.Bytes > 0 ? (one.BytesPerSecond / 1e6).ToString("0.00", CultureInfo.InvariantCulture) : "-";
            screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"{one.Name.PadRight(width)}  {one.Runs,6:N0} {one.PerSecond,8:N0} {bytes,8} {Time(one, 50),9} {Time(one, 90),9} {Time(one, 99),9} {Time(one, 100),9} {one.Allocated / 1024.0 / one.Runs,11:N0} {LatencyHistogram.Time(one.Cpu.TotalMicroseconds / one.Runs),12}"));
        }

        foreach (var one in measured.Where(one => one.Runs > 0))
        {
            screen.Line();
            screen.Line(one.Name);
            var classes = LatencyHistogram.Of(one);
            var most = classes.Max(part => part.Count);
            foreach (var part in classes)
            {
                screen.Line($"  {LatencyHistogram.Time(part.From),9} to {LatencyHistogram.Time(part.To),9}  {part.Count,6}  {new string('#', (int)Math.Ceiling((double)Bar * part.Count / most))}");
            }
        }

        foreach (var line in comparisons)
        {
            screen.Line();
            screen.Line(line);
        }
    }

    static string Time(Measurement one, double percent) => LatencyHistogram.Time(one.Percentile(percent));
}
