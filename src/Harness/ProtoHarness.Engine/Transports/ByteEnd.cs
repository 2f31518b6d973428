using System.IO.Pipelines;

namespace ProtoHarness.Engine.Transports;

/// <summary>One end of a connection that carries bytes, as a transport gives it.</summary>
abstract class ByteEnd : IAsyncDisposable
{
    /// <summary>Reads at least one byte; 0 is the end of the stream.</summary>
    /// <exception cref="IOException">The connection was reset.</exception>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Writes all bytes; waits while the buffers between the ends are full.</summary>
    /// <exception cref="IOException">The connection was reset, or this end was finished.</exception>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>What reads this end as a pipe.</summary>
    /// <param name="stream">It, as a stream, which stays open.</param>
    public virtual PipeReader OpenInput(Stream stream) => PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    /// <summary>What writes to this end as a pipe.</summary>
    /// <param name="stream">It, as a stream, which stays open.</param>
    public virtual PipeWriter OpenOutput(Stream stream) => PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));

    /// <summary>What this end can do beyond carrying bytes; null when it cannot.</summary>
    public virtual T? GetFeature<T>()
        where T : class => null;

    /// <summary>Ends this direction: the peer sees the end of the stream.</summary>
    public abstract void Finish();

    /// <summary>Resets both directions.</summary>
    public abstract void Reset();

    /// <summary>Ends this direction if it was not ended, and lets go.</summary>
    public abstract ValueTask DisposeAsync();
}
