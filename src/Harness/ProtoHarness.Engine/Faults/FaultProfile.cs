using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Faults;

/// <summary>Faults drawn by a seed, a few for each connection, for those who want to be attacked and not to choose how.</summary>
public sealed class FaultProfile
{
    /// <summary>Where in a stream a hostile fault strikes at the latest; most strike early, where handshakes are.</summary>
    const int MostPosition = 64 * 1024;

    readonly Func<Random, IEnumerable<string>> _draw;

    FaultProfile(string name, string summary, Func<Random, IEnumerable<string>> draw)
    {
        Name = name;
        Summary = summary;
        _draw = draw;
    }

    /// <summary>All profiles, the mildest first.</summary>
    public static IReadOnlyList<FaultProfile> All { get; } =
    [
        new("benign", "one or two benign faults in each direction: a correct pair completes", random => BothWays(random, Benign)),
        new("hostile", "one hostile fault on one direction of most connections, none on the others", random => random.Next(4) == 0 ? [] : [$"{Way(random)} {Hostile(random)}"]),
        new("chaos", "benign faults in both directions, and a hostile one behind them on half of the connections",
            random => [.. BothWays(random, Benign), .. random.Next(2) == 0 ? Array.Empty<string>() : [$"{Way(random)} {Hostile(random)}"]]),
    ];

    /// <summary>How it is called on the command line.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public string Summary { get; }

    /// <summary>The faults of one connection.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="connection">The connection, from 1.</param>
    /// <returns>The rules, in order; the same for the same seed and connection.</returns>
    public IReadOnlyList<FaultRule> Draw(Seed seed, int connection) =>
        [.. _draw(seed.Derive($"profile/{Name}/{connection}").NewRandom()).SelectMany(FaultRule.Parse)];

    static string[] BothWays(Random random, Func<Random, string> draw) =>
        [$"C>S {string.Join(" | ", Some(random, draw))}", $"S>C {string.Join(" | ", Some(random, draw))}"];

    static IEnumerable<string> Some(Random random, Func<Random, string> draw) => Enumerable.Range(0, random.Next(1, 3)).Select(_ => draw(random)).ToList();

    static string Way(Random random) => random.Next(2) == 0 ? "C>S" : "S>C";

    static string Benign(Random random) => random.Next(8) switch
    {
        0 => "fragment 1",
        1 => $"fragment {random.Next(2, 64)}",
        2 => $"chunks {random.Next(2, 2048)}",
        3 => $"coalesce {random.Next(1, 20)}ms",
        4 => $"delay {random.Next(1, 30)}ms",
        5 => $"jitter {random.Next(1, 30)}ms",
        6 => $"slow-reader {random.Next(64, 4096)} 1ms",
        _ => $"split @{Position(random)} @{Position(random)}",
    };

    static string Hostile(Random random) => random.Next(9) switch
    {
        0 => $"truncate @{Position(random)}",
        1 => $"half-close @{Position(random)}",
        2 => $"reset @{Position(random)}",
        3 => $"stall @{Position(random)}",
        4 => $"flip @{Position(random)} {random.Next(8)}",
        5 => $"overwrite @{Position(random)} ffffffffffffffff",
        6 => $"drop @{Position(random)} {random.Next(1, 5)}",
        7 => $"duplicate @{Position(random)} {random.Next(1, 5)}",
        _ => "reset-on-close",
    };

    /// <summary>As likely between 1 and 16 as between 4096 and 65536.</summary>
    static long Position(Random random) => (long)Math.Pow(MostPosition, random.NextDouble());
}
