namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>Where connections come from: sockets, or the memory of a session.</summary>
interface IProbeNetwork
{
    /// <summary>Waits until the target may be asked once more.</summary>
    ValueTask WaitTurnAsync(ProbeTarget target, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Opens a connection; disposing of the stream closes it.</summary>
    /// <exception cref="IOException">It was refused.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It could not be opened; the code says why.</exception>
    ValueTask<Stream> ConnectAsync(ProbeTarget target, CancellationToken cancellationToken);
}
