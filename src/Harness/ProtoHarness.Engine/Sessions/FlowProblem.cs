using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Sessions;

/// <summary>What the two ends' books say that cannot both be true.</summary>
/// <param name="Connection">The connection's number, from 1.</param>
/// <param name="Flow">The flow.</param>
/// <param name="Direction">Which way it goes.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Sent">The bytes that one end says it has sent.</param>
/// <param name="Received">The bytes that the other end says it has received.</param>
/// <param name="Wrong">The first byte that was sent as one and received as another, with its position; null when there is none.</param>
public sealed record FlowProblem(
    int Connection, string Flow, Direction Direction, FlowProblemKind Kind, long Sent, long Received, (long Position, byte Sent, byte Received)? Wrong)
{
    /// <summary>In words.</summary>
    public string Message => $"the flow '{Flow}' {DirectionText.Format(Direction)} of connection {Connection}: {What}";

    string What => (Kind, Wrong) switch
    {
        (FlowProblemKind.NotAPrefix, { } wrong) => $"byte {wrong.Position} was sent as {wrong.Sent:x2} and received as {wrong.Received:x2}",
        (FlowProblemKind.NotAPrefix, null) => $"{Received} bytes were received, {Sent} were sent",
        (FlowProblemKind.EndedShort, _) => $"the receiver was told that it ended normally after {Received} of {Sent} bytes",
        _ => $"both ends completed, but only {Received} of {Sent} bytes were received",
    };
}
