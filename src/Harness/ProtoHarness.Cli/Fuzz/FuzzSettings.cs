using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>What the command line of <c>fuzz</c> wants.</summary>
/// <param name="Engine"><c>builtin</c>, <c>afl</c> or <c>libfuzzer</c>.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Time">For all targets together; null for no limit.</param>
/// <param name="Runs">Executions of each target; null for no limit.</param>
/// <param name="Jobs">Worker processes.</param>
/// <param name="IsIsolated">Whether inputs run in worker processes.</param>
/// <param name="Resume">Whether an earlier run is counted on.</param>
/// <param name="Corpus">The folder of the campaigns.</param>
/// <param name="Seeds">Files and folders to start from.</param>
/// <param name="Dictionary">Words that inputs may have to contain, beside those from the code and the schema.</param>
/// <param name="Shard">Which part of the work.</param>
sealed record FuzzSettings(
    string Engine,
    Seed Seed,
    TimeSpan? Time,
    long? Runs,
    int Jobs,
    bool IsIsolated,
    bool Resume,
    string Corpus,
    IReadOnlyList<string> Seeds,
    IReadOnlyList<byte[]> Dictionary,
    (int Index, int Count) Shard);
