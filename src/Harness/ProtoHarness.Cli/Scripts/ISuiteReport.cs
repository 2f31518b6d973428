using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli.Scripts;

/// <summary>How a run of scripts is told.</summary>
interface ISuiteReport
{
    /// <summary>Tells it.</summary>
    /// <param name="results">The results, with the files of their findings.</param>
    /// <param name="seed">The seed of scripts that have none.</param>
    void Write(IReadOnlyList<(SuiteResult Result, string? Path)> results, Seed seed);
}
