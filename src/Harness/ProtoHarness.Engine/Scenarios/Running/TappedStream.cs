using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>
/// A connection's stream; what is read from it is copied into a tap. It captures no context: a read that came back under the simulation's would send the library code
/// above it, which waits without one, to the thread pool.
/// </summary>
sealed class TappedStream(Stream inner, ByteTap tap) : DuplexStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Note(await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Span);
        }
        catch (IOException e)
        {
            tap.End(e);
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Note(inner.Read(buffer, offset, count), buffer.AsSpan(offset));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    int Note(int read, ReadOnlySpan<byte> buffer)
    {
        if (read > 0)
        {
            tap.Add(buffer[..read]);
        }
        else if (buffer.Length > 0)
        {
            tap.End(null);
        }

        return read;
    }
}
