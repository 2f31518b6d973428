using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Checks;

/// <summary>One conversation of a plugin with each set of values that is tried.</summary>
/// <param name="Name">The conversation's name.</param>
/// <param name="Plans">The plans; with why the session without faults failed, or null.</param>
sealed record ConversationPlan(string Name, IReadOnlyList<(SessionPlan Plan, string? Broken)> Plans)
{
    /// <summary>The sockets that it is run over; null: those that plugins of its kind usually have.</summary>
    public TransportKind? Over { get; init; }

    /// <summary>The sockets that carry what its connections carry.</summary>
    public TransportKind Sockets => Over ?? (Plans.Count > 0 ? Plans[0].Plan.Sockets : TransportKind.Tcp);
}
