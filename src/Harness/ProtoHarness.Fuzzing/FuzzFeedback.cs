using ProtoHarness.Fuzzing.Runtime;

namespace ProtoHarness.Fuzzing;

/// <summary>
/// Feedback that a target gives of its own accord, beside the edges: the protocol states it went through. An input that reaches
/// a new state, or takes a new transition, is kept like one that reaches a new edge.
/// </summary>
public static unsafe class FuzzFeedback
{
    /// <summary>The counters kept for states and transitions; what hashes to the same counter counts as the same.</summary>
    public const int Counters = 1024;

    /// <summary>The most names of states and transitions that are remembered to be shown.</summary>
    public const int MaxNames = 4096;

    static readonly HashSet<(string Machine, string From, string To)> Seen = [];
    static readonly List<string> NameList = [];
    static Func<int> _place = static () => CoverageMap.Reserve(Counters);
    static int _first;

    /// <summary>Whether any target of this process gave feedback; if none did, nobody pays for the counters.</summary>
    public static bool IsUsed { get; private set; }

    /// <summary>The range's first identifier, reserved at the first use.</summary>
    public static int First => IsUsed ? _first : Begin();

    /// <summary>The transitions that were reported by name, in the order in which they were first seen.</summary>
    public static IReadOnlyList<string> Names => NameList;

    /// <summary>How many times the execution does the same thing side by side: then only edges and states that were never reached are new, and not how often they were.</summary>
    public static int Alike { get; private set; } = 1;

    /// <summary>Says that an execution does the same thing so many times side by side, so that to do it more often is nothing new. Holds for this execution.</summary>
    /// <param name="times">How many times, at least 1.</param>
    public static void DoesAlike(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        Alike = times;
    }

    /// <summary>A state was reached.</summary>
    /// <param name="state">The state, any number.</param>
    public static void State(int state) => Hit((uint)state * 0x9E3779B1u);

    /// <summary>A transition was taken.</summary>
    /// <param name="from">The state before.</param>
    /// <param name="message">The kind of message that caused it.</param>
    /// <param name="to">The state after.</param>
    public static void Transition(int from, int message, int to) =>
        Hit((((((uint)from * 0x9E3779B1u) ^ (uint)message) * 0x85EBCA77u) ^ (uint)to) * 0xC2B2AE3Du);

    /// <summary>A transition was taken, by name; it is shown in reports.</summary>
    /// <param name="machine">Which machine.</param>
    /// <param name="from">The state before; empty at the start.</param>
    /// <param name="to">The state after.</param>
    public static void Transition(string machine, string from, string to)
    {
        Transition(Hash(from), Hash(machine), Hash(to));
        if (NameList.Count < MaxNames && Seen.Add((machine, from, to)))
        {
            NameList.Add(from.Length == 0 ? $"{machine}: {to}" : $"{machine}: {from} -> {to}");
        }
    }

    /// <summary>Says where the counters are, where another fuzzer reads them, before the first use.</summary>
    /// <param name="place">Called at the first use: says that there is something to read, and gives the distance of the counters from the map.</param>
    internal static void PlaceAt(Func<int> place) => _place = place;

    static int Begin()
    {
        _first = _place();
        IsUsed = true;
        return _first;
    }

    // Not string.GetHashCode, which differs from process to process.
    static int Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)hash;
    }

    static void Hit(uint hash)
    {
        var counter = CoverageMap.Base + First + (hash >> 22);
        if (*counter < byte.MaxValue)
        {
            (*counter)++;
        }
    }
}
