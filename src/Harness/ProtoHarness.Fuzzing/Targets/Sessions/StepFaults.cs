using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>Steps as faults, remembered: what is changed in an input leaves most of its steps as they were, and a fault is read from text. For one thread.</summary>
sealed class StepFaults
{
    /// <summary>
    /// The places to remember a step at, a power of two. Each new input brings a step that never comes again, and what is remembered long has to be moved by the collector:
    /// with few places a step is gone soon, and one of an input that is being changed stands at its place again after the next look.
    /// </summary>
    const int Places = 256;

    readonly (SessionStep Step, FaultRule Rule)[] _known = new (SessionStep, FaultRule)[Places];

    /// <summary>The faults of an input, in order.</summary>
    /// <param name="steps">Its steps.</param>
    public IReadOnlyList<FaultRule> Of(IReadOnlyList<SessionStep> steps)
    {
        if (steps.Count == 0)
        {
            return [];
        }

        var rules = new FaultRule[steps.Count];
        for (var i = 0; i < rules.Length; i++)
        {
            rules[i] = Of(steps[i]);
        }

        return rules;
    }

    FaultRule Of(SessionStep step)
    {
        ref var known = ref _known[StepComparer.Instance.GetHashCode(step) & (Places - 1)];
        if (!StepComparer.Instance.Equals(known.Step, step))
        {
            known = (step, step.ToFault());
        }

        return known.Rule;
    }
}
