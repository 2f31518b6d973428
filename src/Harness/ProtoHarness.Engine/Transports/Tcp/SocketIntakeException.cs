namespace ProtoHarness.Engine.Transports;

/// <summary>A connection was lost while it was read through faults.</summary>
/// <param name="message">What happened.</param>
/// <param name="cause">What the socket said; null when it said nothing.</param>
/// <param name="isInjected">Whether a fault did it.</param>
sealed class SocketIntakeException(string message, Exception? cause, bool isInjected) : IOException(message, cause)
{
    /// <summary>Whether a fault did it.</summary>
    public bool IsInjected { get; } = isInjected;
}
