namespace ProtoHarness.Abstractions;

/// <summary>A server of a plugin. It may share state among its connections; disposal is its graceful shutdown.</summary>
public interface IProtocolServer : IAsyncDisposable
{
    /// <summary>
    /// Serves one connection, to its end; several calls run at once. Returns when the peer ended cleanly; throws
    /// <see cref="Framing.ProtocolException"/>, <see cref="IOException"/>, <see cref="TimeoutException"/> or
    /// <see cref="OperationCanceledException"/> when it refuses; any other exception is a bug of the plugin. The caller disposes of the
    /// connection, and aborts it first when an exception was thrown.
    /// </summary>
    /// <param name="connection">The connection.</param>
    /// <param name="context">Time, randomness, settings, cancellation of this connection.</param>
    /// <returns>The end of the service to this connection.</returns>
    Task ServeAsync(IConnection connection, RoleContext context);
}
