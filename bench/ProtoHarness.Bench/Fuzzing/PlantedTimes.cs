using System.Globalization;
using ProtoHarness.Fuzz.Targets;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Bench.Fuzzing;

/// <summary>How long each planted bug takes from an empty corpus, ten seeds each, in processor time of the whole process: loading and compiling are in it.</summary>
static class PlantedTimes
{
    const ulong Seeds = 10;

    /// <summary>What is below this ends the process, and is for isolation to survive.</summary>
    const string Deadly = "deadly/";

    static readonly TimeSpan Goal = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        Console.WriteLine($"{"planted bug, from nothing",-29} {"found",8} {"median s",9} {"worst s",8}");
        foreach (var target in TargetRegistry.Canaries.Where(target => !target.Name.StartsWith(Deadly, StringComparison.Ordinal)))
        {
            var times = new List<double>();
            for (var seed = 1UL; seed <= Seeds; seed++)
            {
                var used = FamilyTime.Used();
                var options = new FuzzCampaignOptions { Loop = new FuzzOptions { Seed = seed, MaxTime = Goal, MaxFindings = 1 } };
                var result = await new FuzzCampaign(target, options, TimeProvider.System).RunAsync();
                if (result.Findings is [{ IsConfirmed: true }])
                {
                    times.Add((FamilyTime.Used() - used).TotalSeconds);
                }
            }

            times.Sort();
            FormattableString line = $"{target.Name,-29} {times.Count,5}/{Seeds} {(times.Count > 0 ? times[times.Count / 2] : double.NaN),9:0.00} {(times.Count > 0 ? times[^1] : double.NaN),8:0.00}";
            Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        }
    }
}
