using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Findings;

/// <summary>Specifications that are smaller than a given one, the boldest first.</summary>
static class SpecCandidates
{
    public static IEnumerable<(string Axis, string Change, SessionSpec Spec)> Of(SessionSpec spec)
    {
        if (spec.Transport != TransportKind.Memory)
        {
            yield return ("connections", "in memory", spec with { Transport = TransportKind.Memory });
        }

        foreach (var clients in Smaller.Numbers(spec.Clients, 1))
        {
            yield return ("connections", $"{clients} client{(clients == 1 ? "" : "s")}", spec with { Clients = (int)clients });
        }

        if (spec.Schedule is not null || spec.ExploreSchedule)
        {
            yield return ("schedule", "first come, first served", spec with { Schedule = null, ExploreSchedule = false });
        }

        foreach (var candidate in WithoutFaults(spec).Concat(Values(spec)).Concat(SmallerFrame.Of(spec).Select(smaller => ("fields", smaller.Change, smaller.Spec))).Concat(SmallerFaults(spec)))
        {
            yield return candidate;
        }

        for (ulong seed = 0; seed < Math.Min(3, spec.Seed.Value); seed++)
        {
            yield return ("seed", $"seed {seed}", spec with { Seed = new Seed(seed) });
        }
    }

    static IEnumerable<(string Axis, string Change, SessionSpec Spec)> WithoutFaults(SessionSpec spec)
    {
        if (spec.Faults.Count > 1)
        {
            yield return ("faults", "no faults", spec with { Faults = [] });
        }

        for (var i = 0; i < spec.Faults.Count; i++)
        {
            yield return ("faults", $"without '{spec.Faults[i]}'", spec with { Faults = [.. spec.Faults.Where((_, index) => index != i)] });
        }
    }

    static IEnumerable<(string Axis, string Change, SessionSpec Spec)> SmallerFaults(SessionSpec spec)
    {
        for (var i = 0; i < spec.Faults.Count; i++)
        {
            var isWhole = SmallerFrame.IsWhole(spec, spec.Faults[i]);
            foreach (var smaller in SmallerFault.Of(spec.Faults[i], spec.Faults.Any(SmallerFault.IsSlow)))
            {
                if (isWhole && !SmallerFrame.IsWhole(spec, smaller))
                {
                    continue;
                }

                yield return ("faults", $"'{spec.Faults[i]}' is '{smaller}'", spec with { Faults = [.. spec.Faults.Select((rule, index) => index == i ? smaller : rule)] });
            }
        }
    }

    static IEnumerable<(string Axis, string Change, SessionSpec Spec)> Values(SessionSpec spec)
    {
        foreach (var parameter in spec.Plugin.Options.Concat(spec.Conversation.Parameters))
        {
            // Numbers only go down and words only to the default: an order in which nothing comes round. A time is left alone but for the default, and an option of
            // the plugin takes only what a check would try: shorter patience than that would be a failure that the plugin has a right to.
            var now = spec.Values.TextOf(parameter) ?? parameter.DefaultText;
            var isParameter = spec.Conversation.Parameters.Contains(parameter);
            IEnumerable<string> smaller = isParameter && Smaller.IsNumber(now) ? Smaller.Texts(now) : [parameter.DefaultText];
            foreach (var text in smaller)
            {
                if (text != now && parameter.TryParse(text, out _, out _))
                {
                    yield return (isParameter ? "messages" : "fields", $"{parameter.Name}={text}", spec with { Values = spec.Values.With(parameter, text) });
                }
            }
        }
    }
}
