using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Sessions;

/// <summary>How one role of a session ended.</summary>
/// <param name="Name"><c>C1</c> for the first client, <c>S1</c> for the server on the first connection, <c>S</c> for the server as a whole.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Error">What it threw; null when it returned or did not end.</param>
public sealed record RoleReport(string Name, RoleOutcome Outcome, Exception? Error)
{
    /// <summary>What a role's exception means.</summary>
    /// <param name="error">The exception; null when the role returned.</param>
    /// <returns>The outcome.</returns>
    public static RoleOutcome Classify(Exception? error) => error switch
    {
        null => RoleOutcome.Completed,
        ExpectationException => RoleOutcome.Unexpected,
        ProtocolException or IOException or SocketException or OperationCanceledException or TimeoutException => RoleOutcome.Refused,
        AggregateException many when many.InnerExceptions.Count > 0 => many.Flatten().InnerExceptions.Max(Classify),
        _ => RoleOutcome.Failed,
    };

    /// <inheritdoc/>
    public override string ToString() => Outcome switch
    {
        RoleOutcome.Completed => $"{Name} completed",
        RoleOutcome.Unfinished => $"{Name} did not end",
        RoleOutcome.Refused => $"{Name} refused: {PrintableText.Of(Error!.Message)}",
        RoleOutcome.Unexpected => $"{Name}: {PrintableText.Of(Error!.Message)}",
        _ => $"{Name} threw {Error!.GetType().Name}: {PrintableText.Of(Error.Message)}",
    };
}
