namespace ProtoHarness.Engine.Transports;

/// <summary>A foreign program cannot be started, or did not play its side to the end. The text says which, with what it wrote last.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">The system's own error, or null.</param>
public sealed class ProgramException(string message, Exception? inner = null) : Exception(message, inner);
