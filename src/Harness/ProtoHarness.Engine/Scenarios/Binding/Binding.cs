using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Sessions;
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

        var options = Values(ParameterValues.Defaults, plugin.Options, scenario.Options, $"option of '{plugin.Id}'");
        if (scenario.IsCodecCase)
        {
            return new BoundScenario { Scenario = scenario, Codec = FindFrame(scenario.Frame) };
        }

        return Session(options);
    }

    BoundScenario Session(ParameterValues options)
    {
        var faults = scenario.Steps.OfType<FaultStep>().SelectMany(step => step.Rules);
        var talk = scenario.Steps.OfType<TalkStep>().First();
        var conversation = FindConversation(talk.Conversation);
        var spec = new SessionSpec
        {
            Plugin = plugin,
            Conversation = conversation ?? plugin.Conversations[0],
            Values = conversation is null ? options : Values(options, conversation.Parameters, talk.Parameters, $"parameter of '{conversation.Name}'"),
            Transport = scenario.Transport,
            Clients = scenario.Clients,
            Faults = [.. faults],
            Seed = scenario.Seed ?? default,
            ExploreSchedule = scenario.ExploreSchedule,
            Schedule = scenario.Schedule,
            Clock = scenario.Finding?.Clock,
            Limits = LimitSettings.Apply(new SessionLimits(), scenario.Limits, errors),
        };
        return new BoundScenario { Scenario = scenario, Spec = spec };
    }

    Conversation? FindConversation(Named name)
    {
        var found = plugin.Conversations.FirstOrDefault(conversation => conversation.Name == name.Text);
        if (found is null)
        {
            errors.Add(name.Position, $"'{name.Text}' is no conversation of '{plugin.Id}'{NearestWord.Hint(name.Text, plugin.Conversations.Select(c => c.Name))}");
        }

        return found;
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

    ParameterValues Values(ParameterValues values, IReadOnlyList<Parameter> parameters, IEnumerable<Setting> settings, string what)
    {
        foreach (var setting in settings)
        {
            var parameter = parameters.FirstOrDefault(known => known.Name == setting.Name);
            if (parameter is null)
            {
                errors.Add(setting.Position, $"'{setting.Name}' is no {what}{NearestWord.Hint(setting.Name, parameters.Select(p => p.Name))}");
                continue;
            }

            try
            {
                values = values.With(parameter, setting.Text);
            }
            catch (FormatException e)
            {
                errors.Add(setting.ValuePosition, e.Message);
            }
        }

        return values;
    }
}
