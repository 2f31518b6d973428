using ProtoHarness.Cli.Findings;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Loading;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Cli.Check;

/// <summary>How a check is told.</summary>
interface ICheckReport
{
    void Begin(LoadedPlugin plugin, SeedRange seeds);

    void End(LoadedPlugin plugin, CheckResult result, SavedFindings findings);

    void Finish(IReadOnlyList<CheckResult> results, IReadOnlyList<PluginLoadError> errors);
}
