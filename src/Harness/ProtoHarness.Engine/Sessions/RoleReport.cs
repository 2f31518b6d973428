using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Sessions;

/// <summary>How one role of a session ended.</summary>
public sealed class RoleReport
{
    readonly Task? _cancelled;

    /// <summary>How a role ended.</summary>
    /// <param name="name">The role's name.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="error">What it threw; null when it returned or did not end.</param>
    public RoleReport(string name, RoleOutcome outcome, Exception? error) => (Name, Outcome, Error) = (name, outcome, error);

    RoleReport(string name, Task cancelled) => (Name, Outcome, _cancelled) = (name, RoleOutcome.Refused, cancelled);

    /// <summary><c>C1</c> for the first client, <c>S1</c> for the server on the first connection, <c>S</c> for the server as a whole.</summary>
    public string Name { get; }

    /// <summary>How it ended.</summary>
    public RoleOutcome Outcome { get; }

    /// <summary>What it threw; null when it returned or did not end.</summary>
    public Exception? Error => field ??= _cancelled is null ? null : ThrownBy(_cancelled);

    /// <summary>How a role's task ended.</summary>
    /// <param name="name">The role's name.</param>
    /// <param name="ended">Its task; ended.</param>
    /// <returns>The report.</returns>
    public static RoleReport Of(string name, Task ended)
    {
        ArgumentNullException.ThrowIfNull(ended);
        if (ended.IsCanceled)
        {
            return new RoleReport(name, ended);
        }

        var error = ended.Exception?.InnerException;
        return new RoleReport(name, Classify(error), error);
    }

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

    /// <summary>Nothing but another throw gives the very exception out, and most sessions that were cancelled are never asked for it.</summary>
    static OperationCanceledException? ThrownBy(Task cancelled)
    {
        try
        {
            cancelled.GetAwaiter().GetResult();
            return null;
        }
        catch (OperationCanceledException e)
        {
            return e;
        }
    }

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
