using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Transports;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>One binding of one scenario.</summary>
sealed class Binding(Scenario scenario, PluginDefinition plugin, ScriptErrors errors)
{
    public BoundScenario Run()
    {
        if (scenario.Plugin.Text != plugin.Id)
        {
            errors.Add(scenario.Plugin.Position, $"the plugin that was loaded is '{plugin.Id}'");
        }

        if (TransportKinds.Mismatch(scenario.Transport, plugin) is { } mismatch)
        {
            errors.Add(scenario.Plugin.Position, mismatch);
        }

        var values = new ValueBinder(errors);
        var options = values.Bind(ParameterValues.Defaults, plugin.Options, scenario.Options, $"option of '{plugin.Id}'");
        if (scenario.IsCodecCase)
        {
            return new BoundScenario { Scenario = scenario, Plugin = plugin, Options = options, Codec = FindFrame(scenario.Frame) };
        }

        var spec = new SessionSpec
        {
            Plugin = plugin,
            Conversation = plugin.Conversations.Count > 0 ? plugin.Conversations[0] : new Conversation("script", "nothing", _ => Task.CompletedTask),
            Values = options,
            Transport = scenario.Transport,
            Seed = scenario.Seed ?? default,
            ExploreSchedule = scenario.ExploreSchedule,
            Schedule = scenario.Schedule,
            Clock = scenario.Finding?.Clock,
            Limits = Limits(),
        };
        return new StepBinding(scenario, plugin, errors, values, options).Bind(spec);
    }

    SessionLimits Limits()
    {
        var limits = new SessionLimits();
        foreach (var setting in scenario.Limits)
        {
            if (LimitSettings.With(limits, setting.Name, setting.Text, out var problem, out var isName) is { } changed)
            {
                limits = changed;
            }
            else
            {
                errors.Add(isName ? setting.Position : setting.ValuePosition, problem);
            }
        }

        return limits;
    }

    FrameCodec? FindFrame(Named name)
    {
        var found = plugin.Frames.FirstOrDefault(codec => codec.Schema.Name == name.Text);
        if (found is null)
        {
            errors.Add(name.Position, $"'{name.Text}' is no frame of '{plugin.Id}'{NearestWord.Hint(name.Text, plugin.Frames.Select(codec => codec.Schema.Name))}");
        }

        return found;
    }
}
