namespace ProtoHarness.Abstractions;

/// <summary>Datagrams to and from one peer.</summary>
public interface IDatagrams
{
    /// <summary>The largest datagram, in bytes.</summary>
    int MaxLength { get; }

    /// <summary>Sends one datagram.</summary>
    /// <param name="datagram">At most <see cref="MaxLength"/> bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is handed to the network, which may lose it.</returns>
    ValueTask SendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellationToken = default);

    /// <summary>Receives one datagram.</summary>
    /// <param name="buffer">At least <see cref="MaxLength"/> bytes; a longer datagram is cut.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The datagram's length; -1 when the peer is gone for good.</returns>
    ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);
}
