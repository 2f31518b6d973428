using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Measuring;

/// <summary>How one measurement's median stands to an earlier one's, and how sure that is.</summary>
/// <param name="Ratio">The later median by the earlier one; below 1 is faster.</param>
/// <param name="Low">The lower end of the interval that holds the true ratio in 95 of 100 such comparisons.</param>
/// <param name="High">Its upper end.</param>
public sealed record MedianRatio(double Ratio, double Low, double High)
{
    /// <summary>Of how many comparisons 95 in 100 are right: the interval's confidence, in percent.</summary>
    public const int Confidence = 95;

    const int Resamples = 2_000;

    /// <summary>Whether the interval leaves out 1, so that a difference is shown.</summary>
    public bool IsDifferent => Low > 1 || High < 1;

    /// <summary>Compares by the bootstrap: both are drawn anew from their own latencies, and the ratios of the medians so drawn give the interval.</summary>
    /// <param name="earlier">The earlier one.</param>
    /// <param name="later">The later one.</param>
    /// <param name="seed">Of the draws.</param>
    /// <returns>The ratio and its interval.</returns>
    public static MedianRatio Of(Measurement earlier, Measurement later, Seed seed)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var random = seed.Derive("bootstrap").NewRandom();
        var ratios = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            ratios[i] = Median(later.Latencies, random) / Median(earlier.Latencies, random);
        }

        Array.Sort(ratios);
        const double Outside = (100 - Confidence) / 2.0;
        return new MedianRatio(later.Percentile(50) / earlier.Percentile(50), Measurement.Of(ratios, Outside), Measurement.Of(ratios, 100 - Outside));
    }

    static double Median(IReadOnlyList<double> from, Random random)
    {
        var drawn = new double[from.Count];
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[i] = from[random.Next(from.Count)];
        }

        Array.Sort(drawn);
        return Measurement.Of(drawn, 50);
    }
}
