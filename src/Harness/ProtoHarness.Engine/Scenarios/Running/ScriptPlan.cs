using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>What the binder found out about the steps of a script, for running them.</summary>
sealed record ScriptPlan
{
    /// <summary>The steps.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The conversations, with all values.</summary>
    public required IReadOnlyDictionary<TalkStep, (Conversation Conversation, ParameterValues Values)> Talks { get; init; }

    /// <summary>The frames that are sent and received by hand, by their lines.</summary>
    public required IReadOnlyDictionary<Statement, FrameChoice> Frames { get; init; }

    /// <summary>How many clients hold each conversation.</summary>
    public required int Clients { get; init; }

    /// <summary>Whether the script has clients of several names.</summary>
    public required bool HasSeveralClients { get; init; }

    /// <summary>The clients whose conversations are expected to be refused.</summary>
    public required IReadOnlyList<string> Refused { get; init; }

    /// <summary>Whether a conversation of a client may be refused without an end of the script.</summary>
    public bool MayRefuse(string client) => Refused.Contains(client);
}
