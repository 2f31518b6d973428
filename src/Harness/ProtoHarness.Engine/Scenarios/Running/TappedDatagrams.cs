using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>A connection's datagrams; each one that is received is copied into a tap. It captures no context, as <see cref="TappedStream"/> does not.</summary>
sealed class TappedDatagrams(IDatagrams inner, ByteTap tap) : IDatagrams
{
    public int MaxLength => inner.MaxLength;

    public ValueTask SendAsync(ReadOnlyMemory<byte> datagram, CancellationToken cancellationToken = default) => inner.SendAsync(datagram, cancellationToken);

    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var length = await inner.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (length >= 0)
        {
            tap.Add(buffer.Span[..length]);
        }
        else
        {
            tap.End(null);
        }

        return length;
    }
}
