using System.Globalization;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Fuzz.Targets;
using ProtoHarness.Fuzz.Targets.Samples;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Runtime;
using ProtoHarness.Fuzzing.Targets;
using ProtoHarness.Fuzzing.Targets.Sessions;

namespace ProtoHarness.Bench.Fuzzing;

/// <summary>What the fuzzer reaches: what instrumentation costs, executions a second with the engine included, and what isolation takes of them.</summary>
static class FuzzRates
{
    const int Rounds = 7;
    const int WarmUp = 3;
    const int Calls = 1_000_000;
    const int Pairs = 5;
    const int SessionRuns = 3;

    // In intervals: those at the end in which a worker may have gone already. Before the middle code is still compiled.
    const int LeftOver = 3;

    static readonly TimeSpan EachRun = TimeSpan.FromSeconds(6);

    // From one second to the next the rate of sessions differs by a factor of four with the input that is being changed: less than this says little.
    static readonly TimeSpan SessionTime = TimeSpan.FromSeconds(40);
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // To ask the kernel for all its threads takes as long as hundreds of sessions.
    static readonly TimeSpan SessionInterval = TimeSpan.FromSeconds(1);

    static readonly byte[] Sample =
    [
        1, 0, 11, .. "hello world"u8, 2, 0, 6, 0x85, 0x01, 7, 0x90, 0x90, 3, 3, 0, 10, 1, 2, 9, 9, 2, 4, 1, 2, 3, 4, 5, 0, 6, 3, 1, 4, 1, 5, 9,
    ];

    public static async Task<int> RunAsync(string part)
    {
        var source = TargetRegistry.Find("samples/frame-stream");
        if ("instrumentation".StartsWith(part, StringComparison.Ordinal))
        {
            Instrumentation(source);
        }

        if ("engine".StartsWith(part, StringComparison.Ordinal))
        {
            await EngineAsync(source);
        }

        if ("sessions".StartsWith(part, StringComparison.Ordinal))
        {
            await SessionsAsync("length-prefix");
        }

        if ("afl".StartsWith(part, StringComparison.Ordinal))
        {
            await ForeignRates.AflAsync(source);
        }

        if ("libfuzzer".StartsWith(part, StringComparison.Ordinal))
        {
            await ForeignRates.LibFuzzerAsync(source);
        }

        if ("planted".StartsWith(part, StringComparison.Ordinal))
        {
            await PlantedTimes.RunAsync();
        }

        return 0;
    }

    static void Instrumentation(TargetSource source)
    {
        using var target = LoadedTarget.Load(source, collectible: false);
        FuzzBody bare = FrameStream.Run;
        var (bareTimes, ratios) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds + WarmUp; round++)
        {
            var (without, with) = (Nanoseconds(bare), Nanoseconds(target.Coverage.Run));
            if (round >= WarmUp)
            {
                bareTimes.Add(without);
                ratios.Add(with / without);
            }
        }

        Print($"instrumented against bare     {Median(ratios),8:0.00}  (bare {Median(bareTimes):0.0} ns an input of {Sample.Length} bytes)");
    }

    static double Nanoseconds(FuzzBody body)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Calls; i++)
        {
            Guards.Arm(Calls, long.MaxValue);
            body(Sample);
        }

        return (Environment.CpuUsage.TotalTime - start).TotalNanoseconds / Calls;
    }

    static async Task EngineAsync(TargetSource source)
    {
        var (here, isolated) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            // In turn first and second, so that a machine that gets slower or faster speaks for neither.
            foreach (var isIsolated in pair % 2 == 0 ? [false, true] : (bool[])[true, false])
            {
                (isIsolated ? isolated : here).Add(await RateAsync(source, isIsolated, (ulong)pair + 1, EachRun, Interval));
            }
        }

        Print($"in process, engine included   {Median(here) / 1e6,8:0.00}  million executions a second");
        Print($"isolated                      {Median(isolated) / 1e6,8:0.00}  million executions a second");
        Print($"isolated against in process   {Median(here.Zip(isolated, (h, i) => i / h)),8:0.00}");
    }

    static async Task SessionsAsync(string plugin)
    {
        var bundled = Path.Combine(AppContext.BaseDirectory, "ProtoHarness.Plugins.LengthPrefix.dll");
        var target = (SessionTarget)PluginTargets.Of(bundled, new PluginCatalogOptions()).Single(t => t.Name == $"{plugin}/{PluginTargets.SessionName}");
        var rates = new List<double>();
        for (var seed = 1UL; seed <= SessionRuns; seed++)
        {
            rates.Add(await RateAsync(target, false, seed, SessionTime, SessionInterval));
        }

        var tally = target.Tally;
        double Mean(long count) => (double)count / tally.Sessions;
        Print($"sessions of {plugin}     {Median(rates),8:0}  executions a second");
        Print($"  each has on average         {Mean(tally.Clients),8:0.00}  clients, {Mean(tally.Writes):0.0} writes, {Mean(tally.Faults):0.0} faults; {Mean(tally.BothSides):P0} have both sides of the plugin's");
    }

    // By the processor time of the loops themselves, from when most of the code has settled.
    static async Task<double> RateAsync(TargetSource source, bool isolated, ulong seed, TimeSpan time, TimeSpan interval)
    {
        var folder = Directory.CreateTempSubdirectory("fuzz-bench-").FullName;
        try
        {
            var options = new FuzzCampaignOptions { Folder = folder, Isolated = isolated, Loop = new FuzzOptions { Seed = seed, MaxTime = time, ProgressInterval = interval } };
            var campaign = new FuzzCampaign(source, options, TimeProvider.System);
            var marks = new List<(long Executions, TimeSpan Used)>();
            campaign.Progressed += progress => marks.Add((progress.Executions, FamilyTime.OfLoops()));
            await campaign.RunAsync();
            var (first, last) = (marks[marks.Count / 2], marks[^LeftOver]);
            return (last.Executions - first.Executions) / (last.Used - first.Used).TotalSeconds;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
