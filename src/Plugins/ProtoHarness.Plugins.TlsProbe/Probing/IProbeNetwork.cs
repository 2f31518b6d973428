namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>Where connections come from: sockets, or the memory of a session.</summary>
interface IProbeNetwork
{
    /// <summary>Where a target is: several names may be one address.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name cannot be resolved.</exception>
    ValueTask<string> AddressAsync(ProbeTarget target, CancellationToken cancellationToken) => ValueTask.FromResult(target.Host);

    /// <summary>Waits until an address may be asked once more.</summary>
    ValueTask WaitTurnAsync(string address, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Opens a connection; disposing of the stream closes it.</summary>
    /// <exception cref="IOException">It was refused.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">It could not be opened; the code says why.</exception>
    ValueTask<Stream> ConnectAsync(ProbeTarget target, CancellationToken cancellationToken);
}
