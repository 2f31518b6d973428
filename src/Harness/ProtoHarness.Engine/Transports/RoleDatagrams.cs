using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Transports;

/// <summary>An end that carries datagrams, as a role sees it.</summary>
sealed class RoleDatagrams(ByteEnd end) : IDatagrams
{
    /// <summary>The largest datagram on every transport, in bytes: what UDP over IPv4 can carry (65 535 less the headers of 20 and 8).</summary>
    public const int Largest = 65_507;

    public int MaxLength => Largest;

    public ValueTask SendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellationToken = default) =>
        datagram.Length <= Largest ? end.WriteAsync(datagram, cancellationToken)
            : throw new ArgumentException($"A datagram of {datagram.Length} bytes is longer than IDatagrams.MaxLength, {Largest}.", nameof(datagram));

    public ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => end.ReadAsync(buffer, cancellationToken);
}
