using System.IO.Pipelines;

namespace ProtoHarness.Plugins.Smux;

/// <summary>A stream as a pair of pipes. When both are completed the stream is let go of.</summary>
sealed class SmuxPipe : IDuplexPipe
{
    readonly SmuxStream _stream;
    int _open = 2;

    internal SmuxPipe(SmuxStream stream)
    {
        var memory = stream.Session.Core.Config.MemoryPool;
        _stream = stream;
        Input = new SmuxPipeReader(PipeReader.Create(stream, new StreamPipeReaderOptions(memory, leaveOpen: true)), OnCompleted);
        Output = new SmuxPipeWriter(PipeWriter.Create(stream, new StreamPipeWriterOptions(memory, leaveOpen: true)), OnCompleted);
    }

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    void OnCompleted(PipeWriter? output, Exception? error)
    {
        if (Interlocked.Decrement(ref _open) == 0 || error is not null)
        {
            _stream.Dispose();
        }
        else if (output is not null)
        {
            _stream.CloseWrite();
        }
    }
}
