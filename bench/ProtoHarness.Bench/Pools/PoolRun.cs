namespace ProtoHarness.Bench.Pools;

/// <summary>What a rent and a return came to.</summary>
/// <param name="Nanoseconds">The time of all, by the number of rents.</param>
/// <param name="Allocated">Bytes for ours, allocations for Go, by the number of rents.</param>
readonly record struct PoolRun(double Nanoseconds, double Allocated);
