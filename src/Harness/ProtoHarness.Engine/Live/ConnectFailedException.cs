namespace ProtoHarness.Engine.Live;

/// <summary>The foreign program cannot be reached.</summary>
/// <param name="message">Which one, and why.</param>
/// <param name="inner">What the system says.</param>
public sealed class ConnectFailedException(string message, Exception inner) : IOException(message, inner);
