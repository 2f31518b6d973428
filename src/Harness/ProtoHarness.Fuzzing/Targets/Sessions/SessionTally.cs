using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>What fuzzed sessions were made of: an execution costs what happens in it, so that a rate alone says little. For one thread.</summary>
public sealed class SessionTally
{
    /// <summary>The sessions.</summary>
    public long Sessions { get; private set; }

    /// <summary>The clients of all sessions.</summary>
    public long Clients { get; private set; }

    /// <summary>The faults of all sessions.</summary>
    public long Faults { get; private set; }

    /// <summary>How often a role wrote, in all sessions: a message is one write, messages that are flushed together are one too.</summary>
    public long Writes { get; private set; }

    /// <summary>The sessions in which both sides were the plugin's.</summary>
    public long BothSides { get; private set; }

    /// <summary>Counts a session.</summary>
    /// <param name="result">The session.</param>
    /// <param name="side">Which of its sides were the plugin's.</param>
    internal void Add(SessionResult result, SessionSide side)
    {
        Sessions++;
        Clients += result.Spec.Clients;
        Faults += result.Spec.Faults.Count;
        Writes += result.Writes;
        BothSides += side == SessionSide.Both ? 1 : 0;
    }
}
