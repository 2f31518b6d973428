namespace ProtoHarness.Engine.Transports;

/// <summary>The connection was reset, by the peer, by a fault, or because the peer has gone.</summary>
/// <param name="message">By whom.</param>
public sealed class ConnectionResetException(string message) : IOException(message);
