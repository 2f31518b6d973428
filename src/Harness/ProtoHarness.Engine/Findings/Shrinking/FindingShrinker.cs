using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Engine.Findings;

/// <summary>
/// Makes findings smaller: connections, messages and other parameters, faults and their positions, the schedule; or the input of a codec. A smaller case counts only
/// when it breaks the same law and, where a role threw, by the same type of exception: otherwise a shrink slips from one bug to another.
/// </summary>
/// <param name="judge">The laws.</param>
/// <param name="options">How far it may go.</param>
public sealed class FindingShrinker(IFindingJudge judge, ShrinkOptions? options = null)
{
    readonly ShrinkOptions _options = options ?? new ShrinkOptions();

    /// <summary>Makes a finding smaller.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="plugin">The plugin that it names, loaded.</param>
    /// <param name="progress">Told of each step that made it smaller.</param>
    /// <param name="cancellationToken">Stops; what was reached so far is the answer.</param>
    /// <returns>The smallest finding that was reached.</returns>
    /// <exception cref="ScriptException">The plugin has no longer what the finding names.</exception>
    public ShrinkResult Shrink(Finding finding, PluginDefinition plugin, IProgress<ShrinkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(plugin);
        var errors = new ScriptErrors();
        var bound = ScenarioBinder.Bind(finding.Scenario, plugin, errors);
        errors.ThrowIfAny();
        var budget = new ShrinkBudget(_options, cancellationToken);
        var changes = new ShrinkLog(budget, progress);
        if (bound.Codec is { } codec)
        {
            return new InputShrink(judge, finding, budget, changes).Run(new CodecSubject(plugin, bound.Options), codec);
        }

        return bound.IsScripted || finding.Law == ScenarioRunner.Law
            ? new ScriptShrink(judge, finding, plugin, budget, changes).Run()
            : new SpecShrink(judge, finding, budget, changes).Run(bound.Spec!);
    }
}
