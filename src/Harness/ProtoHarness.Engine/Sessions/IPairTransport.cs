using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Sessions;

/// <summary>Opens connections between the roles of one session.</summary>
interface IPairTransport : IAsyncDisposable
{
    /// <summary>Whether everything runs on the simulation's thread.</summary>
    bool IsSimulated { get; }

    /// <summary>Opens a connection; the server's end goes to the session's accept callback.</summary>
    /// <param name="number">The connection's number, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The client's end.</returns>
    /// <exception cref="IOException">It was refused.</exception>
    ValueTask<ByteEnd> ConnectAsync(int number, CancellationToken cancellationToken);

    /// <summary>Who waits for what, a line each.</summary>
    IEnumerable<string> Waiting();
}
