using ProtoHarness.Cli.Findings;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Loading;

namespace ProtoHarness.Cli.Check;

/// <summary>How a check is told.</summary>
interface ICheckReport
{
    void Begin(LoadedPlugin plugin, CheckOptions options);

    void End(LoadedPlugin plugin, CheckResult result, SavedFindings findings);

    void Finish(IReadOnlyList<CheckResult> results, IReadOnlyList<PluginLoadError> errors);
}
