using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>Checks what a script says against a plugin's declarations: every option, conversation, parameter, frame and field.</summary>
public static class ScenarioBinder
{
    /// <summary>Binds a scenario.</summary>
    /// <param name="scenario">What the script says.</param>
    /// <param name="plugin">The plugin that it names, loaded.</param>
    /// <param name="errors">Takes the mistakes.</param>
    /// <returns>What can be run; only when there are no errors.</returns>
    public static BoundScenario Bind(Scenario scenario, PluginDefinition plugin, ScriptErrors errors)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(plugin);
        ArgumentNullException.ThrowIfNull(errors);
        return new Binding(scenario, plugin, errors).Run();
    }
}
