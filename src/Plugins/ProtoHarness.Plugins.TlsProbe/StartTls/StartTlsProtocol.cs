using ProtoHarness.Plugins.TlsProbe.Handshakes;

namespace ProtoHarness.Plugins.TlsProbe.StartTls;

/// <summary>A protocol that starts in plain text and goes over to TLS when it is asked to.</summary>
abstract class StartTlsProtocol
{
    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>The port when none is written.</summary>
    public required int Port { get; init; }

    /// <summary>Talks up to the point where the ClientHello goes out.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="host">The server's name.</param>
    /// <param name="cancellationToken">The budget of the handshake.</param>
    /// <returns>Null when TLS may begin; else why not.</returns>
    public abstract Task<ProbeFault?> RunAsync(Stream stream, string host, CancellationToken cancellationToken);

    /// <summary>The other side, for the box: answers as a server of the protocol would.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="mood">What it does about STARTTLS.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether TLS begins.</returns>
    public abstract Task<bool> ServeAsync(Stream stream, StartTlsMood mood, CancellationToken cancellationToken);
}
