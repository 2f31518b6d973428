namespace ProtoHarness.Bench.Pools;

/// <summary>A pool of ten things that cost nothing to open.</summary>
interface IPoolSubject
{
    /// <summary>What the table calls it.</summary>
    string Name { get; }

    /// <summary>Rents and returns, after a warm-up of the same.</summary>
    /// <param name="renters">How many at once.</param>
    /// <param name="each">How often each.</param>
    /// <param name="yields">Whether a renter gives up its turn while it holds: only then do more than there are processors want one at once.</param>
    Task<PoolRun> RunAsync(int renters, int each, bool yields);
}
