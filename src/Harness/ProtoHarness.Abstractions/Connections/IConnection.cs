using System.IO.Pipelines;

namespace ProtoHarness.Abstractions;

/// <summary>
/// What a role reads and writes. It is the same in memory and on a socket. Use either <see cref="Stream"/> or
/// <see cref="Input"/> and <see cref="Output"/>, not both: the pipes buffer over the stream.
/// </summary>
/// <remarks>Disposal flushes nothing, ends the output as a normal close does, and lets go of the connection. It may be called twice.</remarks>
public interface IConnection : IAsyncDisposable
{
    /// <summary>The connection's name in traces: <c>C1</c> at the client, <c>S1</c> at the server.</summary>
    string Name { get; }

    /// <summary>What it carries.</summary>
    ConnectionKind Kind { get; }

    /// <summary>The bytes. A read returns 0 at the end of the stream and throws <see cref="IOException"/> when the connection is reset.</summary>
    /// <exception cref="InvalidOperationException">The connection carries datagrams.</exception>
    Stream Stream { get; }

    /// <summary>The bytes that arrive, as a pipe.</summary>
    PipeReader Input { get; }

    /// <summary>The bytes to send, as a pipe.</summary>
    PipeWriter Output { get; }

    /// <summary>The datagrams.</summary>
    /// <exception cref="InvalidOperationException">The connection carries a stream.</exception>
    IDatagrams Datagrams { get; }

    /// <summary>Where a role writes down what it handed to, and took from, its application.</summary>
    ILedger Ledger { get; }

    /// <summary>What this connection can do beyond carrying bytes: <see cref="ISocketOptions"/> on a socket.</summary>
    /// <typeparam name="T">The feature's interface.</typeparam>
    /// <returns>The feature; null where there is no such thing, as in memory. A role must get along without it.</returns>
    T? GetFeature<T>()
        where T : class => null;

    /// <summary>Half-close: the peer sees the end of the stream, reading goes on. What <see cref="Output"/> still buffers is sent first.</summary>
    /// <param name="cancellationToken">Gives up waiting for buffered bytes to be sent.</param>
    /// <returns>When the end is on its way.</returns>
    ValueTask CompleteOutputAsync(CancellationToken cancellationToken = default);

    /// <summary>Resets the connection: the peer's reads and writes fail, what is under way is lost.</summary>
    void Abort();
}
