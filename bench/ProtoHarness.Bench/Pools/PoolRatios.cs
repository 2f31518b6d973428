using System.Globalization;
using ProtoHarness.Bench.Peers;

namespace ProtoHarness.Bench.Pools;

/// <summary>Our pool against pools of the usual Go designs and against bare channels, in turn, each figure a median. Every pool has ten things.</summary>
static class PoolRatios
{
    const int Rounds = 5;
    const int Rents = 1_000_000;

    /// <param name="only">How many renters, for the rows with so many alone.</param>
    internal static async Task<int> RunAsync(int? only)
    {
        if (GoProgram.Build("bench/ProtoHarness.Bench/Pools/go/poolpeer") is not { } path)
        {
            return 3;
        }

        IPoolSubject[] subjects = [DotNetPools.Own, new PoolPeer(path, "channel"), new PoolPeer(path, "objects"), new PoolPeer(path, "bare"), DotNetPools.BareChannel];
        Console.WriteLine("rent and return                             renters  ns each  ours is");
        foreach (var (renters, yields) in ((int, bool)[])[(1, false), (8, false), (64, false), (1, true), (64, true)])
        {
            if (only is { } wanted && wanted != renters)
            {
                continue;
            }

            var runs = await InTurnAsync(subjects, renters, yields);
            for (var i = 0; i < subjects.Length; i++)
            {
                var unit = subjects[i] is PoolPeer ? "allocations" : "B";
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{subjects[i].Name,-22}{(yields ? "yielding in between" : ""),-22}{renters,7}  {runs[i].Nanoseconds,7:0.0}  {runs[i].Nanoseconds / runs[0].Nanoseconds,6:0.00}x  {runs[i].Allocated:0.##} {unit}"));
            }
        }

        return 0;
    }

    static async Task<PoolRun[]> InTurnAsync(IPoolSubject[] subjects, int renters, bool yields)
    {
        var runs = subjects.Select(_ => new List<PoolRun>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < subjects.Length; i++)
            {
                runs[i].Add(await subjects[i].RunAsync(renters, Rents / renters, yields));
            }
        }

        return [.. runs.Select(all => all.OrderBy(run => run.Nanoseconds).ElementAt(all.Count / 2))];
    }
}
