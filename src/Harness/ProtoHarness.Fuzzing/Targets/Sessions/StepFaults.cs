using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>Steps as faults, remembered: what is changed in an input leaves most of its steps as they were, and a fault is read from text. For one thread.</summary>
sealed class StepFaults
{
    /// <summary>The most different steps that are remembered; then all are forgotten.</summary>
    const int MaxRemembered = 8192;

    const int HeadLength = 4;

    readonly Dictionary<string, FaultRule> _known = new(StringComparer.Ordinal);

    /// <summary>The faults of an input, in order.</summary>
    /// <param name="steps">Its steps.</param>
    public IReadOnlyList<FaultRule> Of(IReadOnlyList<SessionStep> steps)
    {
        if (steps.Count == 0)
        {
            return [];
        }

        var rules = new List<FaultRule>(steps.Count);
        foreach (var step in steps)
        {
            rules.Add(Of(step));
        }

        return rules;
    }

    FaultRule Of(SessionStep step)
    {
        Span<char> key = stackalloc char[HeadLength + byte.MaxValue];
        var length = HeadLength + Math.Min(step.Bytes.Length, byte.MaxValue);
        (key[0], key[1], key[2], key[3]) = ((char)step.Operation, (char)step.Direction, (char)step.Position, (char)step.Amount);
        for (var i = HeadLength; i < length; i++)
        {
            key[i] = (char)step.Bytes[i - HeadLength];
        }

        var known = _known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(key[..length], out var rule))
        {
            if (_known.Count >= MaxRemembered)
            {
                _known.Clear();
            }

            known[key[..length]] = rule = step.ToFault();
        }

        return rule;
    }
}
