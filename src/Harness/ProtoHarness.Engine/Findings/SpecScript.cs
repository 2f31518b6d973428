using System.Globalization;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Findings;

/// <summary>A session's specification as the lines of a script; the binder makes the same specification of them.</summary>
static class SpecScript
{
    const int DecisionsInLine = 24;

    const int MaxDecisions = 100_000;

    public static IEnumerable<Statement> Lines(SessionSpec spec, IReadOnlyList<int> schedule)
    {
        yield return Use(spec.Plugin, spec.Values);
        yield return Statement.Of("on", new Word(spec.Transport.ToString().ToLowerInvariant()));
        yield return Statement.Of("seed", new Word(spec.Seed.ToString()));
        if (spec.Clients > 1)
        {
            yield return Statement.Of("clients", new Word(spec.Clients.ToString(CultureInfo.InvariantCulture)));
        }

        var limits = LimitSettings.Changed(spec.Limits).ToList();
        if (limits.Count > 0)
        {
            yield return Statement.Of("limits", limits.Select(limit => Argument.Named(limit.Name, limit.Value)));
        }

        // A schedule of a very long session is no reading, and the seed draws it again.
        foreach (var line in spec.ExploreSchedule && schedule.Count > MaxDecisions ? [Statement.Of("schedule", new Word("explore"))] : Schedule(schedule))
        {
            yield return line;
        }

        yield return new Statement("");
        foreach (var line in Faults(spec.Faults))
        {
            yield return line;
        }

        yield return Statement.Of("C", [Argument.Of(spec.Conversation.Name), .. Values(spec.Conversation.Parameters, spec.Values)]);
    }

    public static IEnumerable<Statement> Schedule(IReadOnlyList<int> decisions) =>
        ScheduleText.Write(decisions).Chunk(DecisionsInLine).Select(part => Statement.Of("schedule", part.Select(word => new Word(word))));

    public static Statement Use(PluginDefinition plugin, ParameterValues values) =>
        Statement.Of("use", [Argument.Of(plugin.Id), .. Values(plugin.Options, values)]);

    static IEnumerable<Pair> Values(IEnumerable<Parameter> parameters, ParameterValues values) =>
        parameters.Select(parameter => (parameter.Name, Text: values.TextOf(parameter))).Where(value => value.Text is not null)
            .Select(value => Argument.Named(value.Name, value.Text!));

    /// <summary>Rules at one place, one after the other, share a line.</summary>
    static IEnumerable<Statement> Faults(IReadOnlyList<FaultRule> rules)
    {
        for (var i = 0; i < rules.Count;)
        {
            var first = rules[i];
            var place = $"{(first.Direction is { } d ? DirectionText.Format(d) : "*")}{(first.Connection is { } c ? $"#{c}" : "")}";
            List<Argument> arguments = [new Word(place)];
            for (var start = i; i < rules.Count && rules[i].Direction == first.Direction && rules[i].Connection == first.Connection; i++)
            {
                if (i > start)
                {
                    arguments.Add(new Bar());
                }

                arguments.AddRange(rules[i].Fault.Text.Split(' ').Select(Argument.Of));
            }

            yield return Statement.Of("fault", arguments);
        }
    }
}
