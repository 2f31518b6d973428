using System.Globalization;
using ProtoHarness.Engine.Measuring;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli.Bench;

/// <summary>Comparisons in words, each with the confidence that it has.</summary>
static class BenchComparison
{
    /// <summary>With an earlier run: what has the same name there.</summary>
    public static IEnumerable<string> WithEarlier(IReadOnlyList<Measurement> measured, IReadOnlyList<Measurement> earlier, Seed seed) => earlier.Count == 0 ? []
        : measured.Where(one => one.Runs > 0).Select(one => earlier.FirstOrDefault(before => before.Name == one.Name && before.Runs > 0) is { } before
            ? Line(one, before, "the earlier median", seed) : $"{one.Name}: the earlier run has nothing to compare it with");

    /// <summary>One sentence.</summary>
    /// <param name="one">What is compared.</param>
    /// <param name="with">With what.</param>
    /// <param name="median">The name of the other one's median.</param>
    /// <param name="seed">Of the draws.</param>
    public static string Line(Measurement one, Measurement with, string median, Seed seed)
    {
        if (one.Runs == 0 || with.Runs == 0)
        {
            return $"{one.Name}: nothing was measured to be compared";
        }

        var ratio = MedianRatio.Of(with, one, seed);
        return string.Create(CultureInfo.InvariantCulture,
            $"{one.Name}: {ratio.Ratio:0.000} times {median} ({MedianRatio.Confidence} % interval {ratio.Low:0.000} to {ratio.High:0.000}): {(!ratio.IsDifferent ? "no difference is shown" : ratio.Ratio < 1 ? "faster" : "slower")}");
    }
}
