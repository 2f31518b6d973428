using System.Diagnostics;
using System.Globalization;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Bridges;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Bench.Fuzzing;

/// <summary>How many executions a second the real afl-fuzz and libFuzzer reach with a target of ours, by the clock and by processor time.</summary>
static class ForeignRates
{
    const string FinalCount = "stat::number_of_executed_units:";

    static readonly FuzzOptions Options = new() { MaxTime = TimeSpan.FromSeconds(12) };

    /// <summary>Under afl-fuzz, with shared-memory test cases and the affinity that it chooses.</summary>
    public static Task AflAsync(TargetSource target) => MeasureAsync("under afl-fuzz", folder => AflFuzz.Prepare(target, Options, folder), (folder, _) =>
        File.ReadLines(Path.Combine(folder, "out", "default", "fuzzer_stats")).First(line => line.StartsWith("execs_done", StringComparison.Ordinal)).Split(':')[1]);

    /// <summary>Under libFuzzer, in its process.</summary>
    public static Task LibFuzzerAsync(TargetSource target) => MeasureAsync(
        "under libFuzzer",
        folder => LibFuzzer.Prepare(LibFuzzer.Build(target, folder), target, Options, folder, "-print_final_stats=1"),
        (_, error) => error.Split('\n').First(line => line.StartsWith(FinalCount, StringComparison.Ordinal))[FinalCount.Length..]);

    static async Task MeasureAsync(string name, Func<string, ProcessStartInfo> prepare, Func<string, string, string> count)
    {
        var folder = Directory.CreateTempSubdirectory("fuzz-bench-").FullName;
        try
        {
            var start = prepare(folder);
            start.RedirectStandardOutput = start.RedirectStandardError = true;
            var (clock, used) = (Stopwatch.StartNew(), FamilyTime.Used());
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            _ = await output;
            var executions = double.Parse(count(folder, await error), CultureInfo.InvariantCulture);

            // Of afl-fuzz's processes the worker outlives those that would wait for it: its time is nobody's, and only the clock has all of it.
            FormattableString line = $"{name,-29} {executions / clock.Elapsed.TotalSeconds,8:0}  executions a second by the clock, {executions / (FamilyTime.Used() - used).TotalSeconds:0} a second of the processor time of what was waited for";
            Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
