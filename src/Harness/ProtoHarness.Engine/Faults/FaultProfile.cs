using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Faults;

/// <summary>Faults drawn by a seed, a few for each connection, for those who want to be attacked and not to choose how.</summary>
public sealed class FaultProfile
{
    /// <summary>Where in a stream a hostile fault strikes at the latest; most strike early, where handshakes are.</summary>
    const int MostPosition = 64 * 1024;

    /// <summary>Pieces that the known bytes of a direction are cut into at most: each may cost a millisecond or two.</summary>
    const int MostPieces = 1_000;

    readonly Func<Random, Stretch, IEnumerable<string>> _draw;

    FaultProfile(string name, bool isBenign, string summary, Func<Random, Stretch, IEnumerable<string>> draw)
    {
        Name = name;
        Summary = summary;
        IsBenign = isBenign;
        _draw = draw;
    }

    /// <summary>All profiles, the mildest first.</summary>
    public static IReadOnlyList<FaultProfile> All { get; } =
    [
        new("benign", true, "one or two benign faults in each direction: a correct pair completes", (random, on) => BothWays(random, on, Benign)),
        new("hostile", false, "one hostile fault on one direction of most connections, none on the others", (random, on) => random.Next(4) == 0 ? [] : [$"{Way(random)} {Hostile(random, on)}"]),
        new("chaos", false, "benign faults in both directions, and a hostile one behind them on half of the connections",
            (random, on) => [.. BothWays(random, on, Benign), .. random.Next(2) == 0 ? Array.Empty<string>() : [$"{Way(random)} {Hostile(random, on)}"]]),
    ];

    /// <summary>How it is called on the command line.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public string Summary { get; }

    /// <summary>Whether a correct pair completes under all that it draws.</summary>
    public bool IsBenign { get; }

    /// <summary>The profile of a name.</summary>
    /// <param name="name">The name; null: none.</param>
    /// <returns>The profile, or null.</returns>
    public static FaultProfile? Find(string? name) => All.FirstOrDefault(known => known.Name == name);

    /// <summary>The faults of one connection.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="connection">The connection, from 1.</param>
    /// <param name="bytes">The bytes of a direction, when they are known: faults strike within them, and pieces are not so small that a peer's patience with them ends. Null: not known.</param>
    /// <returns>The rules, in order; the same for the same seed and connection.</returns>
    public IReadOnlyList<FaultRule> Draw(Seed seed, int connection, long? bytes = null) =>
        [.. _draw(seed.Derive($"profile/{Name}/{connection}").NewRandom(), new Stretch(bytes ?? MostPosition, Math.Max(1, (int)((bytes ?? 0) / MostPieces)))).SelectMany(FaultRule.Parse)];

    static string[] BothWays(Random random, Stretch on, Func<Random, Stretch, string> draw) =>
        [$"C>S {string.Join(" | ", Some(random, on, draw))}", $"S>C {string.Join(" | ", Some(random, on, draw))}"];

    static IEnumerable<string> Some(Random random, Stretch on, Func<Random, Stretch, string> draw) => Enumerable.Range(0, random.Next(1, 3)).Select(_ => draw(random, on)).ToList();

    static string Way(Random random) => random.Next(2) == 0 ? "C>S" : "S>C";

    static string Benign(Random random, Stretch on) => random.Next(8) switch
    {
        0 => $"fragment {on.Piece}",
        1 => $"fragment {on.Piece + random.Next(1, 63)}",
        2 => $"chunks {on.Piece + random.Next(1, 2048)}",
        3 => $"coalesce {random.Next(1, 20)}ms",
        4 => $"delay {random.Next(1, 30)}ms",
        5 => $"jitter {random.Next(1, 30)}ms",
        6 => $"slow-reader {on.Piece + random.Next(64, 4096)} 1ms",
        _ => $"split @{Position(random, on)} @{Position(random, on)}",
    };

    static string Hostile(Random random, Stretch on) => random.Next(9) switch
    {
        0 => $"truncate @{Position(random, on)}",
        1 => $"half-close @{Position(random, on)}",
        2 => $"reset @{Position(random, on)}",
        3 => $"stall @{Position(random, on)}",
        4 => $"flip @{Position(random, on)} {random.Next(8)}",
        5 => $"overwrite @{Position(random, on)} ffffffffffffffff",
        6 => $"drop @{Position(random, on)} {random.Next(1, 5)}",
        7 => $"duplicate @{Position(random, on)} {random.Next(1, 5)}",
        _ => "reset-on-close",
    };

    /// <summary>As likely between 1 and 16 as between 4096 and 65536.</summary>
    static long Position(Random random, Stretch on) => (long)Math.Pow(Math.Max(2, on.Bytes), random.NextDouble()) - 1;

    readonly record struct Stretch(long Bytes, int Piece);
}
