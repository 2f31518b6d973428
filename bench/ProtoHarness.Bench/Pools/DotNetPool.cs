using System.Diagnostics;

namespace ProtoHarness.Bench.Pools;

/// <summary>A pool in this process.</summary>
/// <param name="name">What the table calls it.</param>
/// <param name="makeRenter">A new pool, as one renter's work on it: how often, and whether it yields.</param>
sealed class DotNetPool(string name, Func<Func<int, bool, Task>> makeRenter) : IPoolSubject
{
    public string Name => name;

    public async Task<PoolRun> RunAsync(int renters, int each, bool yields)
    {
        var renter = makeRenter();

        // The whole of it once before: a compiler that has no processor to itself is not done with a tenth.
        await AllAsync(each);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        await AllAsync(each);
        var time = Stopwatch.GetElapsedTime(began);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        var rents = (double)renters * each;
        return new PoolRun(time.TotalNanoseconds / rents, allocated / rents);

        Task AllAsync(int count) => Task.WhenAll(Enumerable.Range(0, renters).Select(_ => Task.Run(() => renter(count, yields))));
    }
}
