using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>Steps as faults, remembered: what is changed in an input leaves most of its steps as they were, and a fault is read from text. For one thread.</summary>
sealed class StepFaults
{
    /// <summary>The most different steps that are remembered; then all are forgotten.</summary>
    const int MaxRemembered = 8192;

    readonly Dictionary<SessionStep, FaultRule> _known = new(StepComparer.Instance);

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
        if (!_known.TryGetValue(step, out var rule))
        {
            if (_known.Count >= MaxRemembered)
            {
                _known.Clear();
            }

            _known.Add(step, rule = step.ToFault());
        }

        return rule;
    }
}
