using System.Collections.Concurrent;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>Turns the states that roles say they enter into feedback: the transitions between them.</summary>
static class SessionStates
{
    /// <summary>The most different texts of which the parts are remembered; others are taken apart each time.</summary>
    const int MaxRemembered = 4096;

    static readonly ConcurrentDictionary<string, Entry?> Remembered = new(StringComparer.Ordinal);

    /// <summary>Reports what the roles of one session went through.</summary>
    /// <param name="states">What they said, in order, each as <c>ROLE MACHINE: STATE</c>; what has no such form is left out.</param>
    public static void Report(IReadOnlyList<string> states)
    {
        if (states.Count == 0)
        {
            return;
        }

        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var state in states)
        {
            if (Split(state) is { } entry)
            {
                FuzzFeedback.Transition(entry.Machine, last.GetValueOrDefault(entry.Owner, ""), entry.State);
                last[entry.Owner] = entry.State;
            }
        }
    }

    static Entry? Split(string text)
    {
        if (Remembered.TryGetValue(text, out var known))
        {
            return known;
        }

        var colon = text.LastIndexOf(": ", StringComparison.Ordinal);

        // Streams and connections are numbered; what they go through is the same for each.
        var entry = colon < 0 ? null
            : new Entry(text[..colon], string.Concat(text[..colon].Where(c => !char.IsAsciiDigit(c))), text[(colon + 2)..]);
        if (Remembered.Count < MaxRemembered)
        {
            Remembered.TryAdd(text, entry);
        }

        return entry;
    }

    sealed record Entry(string Owner, string Machine, string State);
}
