namespace ProtoHarness.Fuzzing;

/// <summary>Where a fuzzing run stands.</summary>
/// <param name="Elapsed">Since the start.</param>
/// <param name="Executions">In all.</param>
/// <param name="PerSecond">Executions a second since the last report.</param>
/// <param name="Edges">Counters that were ever hit.</param>
/// <param name="EdgesTotal">Counters that exist.</param>
/// <param name="States">Protocol states and transitions reached.</param>
/// <param name="Corpus">Inputs kept.</param>
/// <param name="Findings">Distinct failures.</param>
/// <param name="SinceNew">Since the last input that reached something new.</param>
/// <param name="Stability">The share of counters that say the same every time, from 0 to 1.</param>
public sealed record FuzzProgress(
    TimeSpan Elapsed,
    long Executions,
    double PerSecond,
    int Edges,
    int EdgesTotal,
    int States,
    int Corpus,
    int Findings,
    TimeSpan SinceNew,
    double Stability);
