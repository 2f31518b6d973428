namespace ProtoHarness.Engine.Measuring;

/// <summary>What sessions of one conversation cost.</summary>
/// <param name="Name">What was run: <c>length-prefix echo on memory</c>.</param>
/// <param name="Latencies">The real time of each session, in microseconds, in the order of the runs.</param>
/// <param name="Bytes">The bytes that all sessions wrote.</param>
/// <param name="Allocated">The bytes that were allocated while they ran, by the whole process.</param>
/// <param name="Cpu">The processor time that they took, of the whole process.</param>
public sealed record Measurement(string Name, IReadOnlyList<double> Latencies, long Bytes, long Allocated, TimeSpan Cpu)
{
    /// <summary>How many sessions there were.</summary>
    public int Runs => Latencies.Count;

    /// <summary>Sessions in a second, one after the other.</summary>
    public double PerSecond => Latencies.Count == 0 ? 0 : Latencies.Count / (Latencies.Sum() / 1e6);

    /// <summary>Bytes in a second.</summary>
    public double BytesPerSecond => Latencies.Count == 0 ? 0 : Bytes / (Latencies.Sum() / 1e6);

    /// <summary>A percentile of the latencies, in microseconds: the smallest that so many are not above.</summary>
    /// <param name="percent">From 0 to 100.</param>
    /// <returns>Microseconds; 0 when nothing was measured.</returns>
    public double Percentile(double percent) => Of([.. Latencies.Order()], percent);

    internal static double Of(IReadOnlyList<double> sorted, double percent) =>
        sorted.Count == 0 ? 0 : sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Count) - 1, 0, sorted.Count - 1)];
}
