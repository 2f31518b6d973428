using System.IO.Pipelines;

namespace ProtoHarness.Framing;

/// <summary>Writes frames to a pipe, each as a whole or not at all.</summary>
/// <remarks>Not thread-safe.</remarks>
/// <typeparam name="TFrame">The frame.</typeparam>
/// <param name="output">The pipe. It stays the caller's: it is never completed here.</param>
public sealed class FrameWriter<TFrame>(PipeWriter output)
    where TFrame : IFrame<TFrame>
{
    readonly PipeWriter _output = output ?? throw new ArgumentNullException(nameof(output));

    /// <summary>How many bytes of frames were written so far.</summary>
    public long Position { get; private set; }

    /// <summary>Puts a frame into the pipe's buffer; it leaves with the next flush.</summary>
    /// <param name="frame">The frame.</param>
    /// <exception cref="FrameEncodingException">A field cannot be written. Nothing of the frame is then in the buffer.</exception>
    public void Write(TFrame frame)
    {
        var before = _output.CanGetUnflushedBytes ? _output.UnflushedBytes : 0;
        frame.Write(_output);
        Position += _output.CanGetUnflushedBytes ? _output.UnflushedBytes - before : frame.GetEncodedLength();
    }

    /// <summary>Writes a frame and lets it go.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="cancellationToken">Stops waiting for room. The frame is then in the buffer, as a whole.</param>
    /// <exception cref="FrameEncodingException">A field cannot be written. Nothing of the frame is then in the buffer.</exception>
    /// <exception cref="ProtocolException">The other side has stopped reading.</exception>
    public ValueTask WriteAsync(TFrame frame, CancellationToken cancellationToken = default)
    {
        Write(frame);
        return FlushAsync(cancellationToken);
    }

    /// <summary>Lets go what was written, and waits while the other side is slow.</summary>
    /// <param name="cancellationToken">Stops waiting for room.</param>
    /// <exception cref="ProtocolException">The other side has stopped reading.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the pipe's pending flush.</exception>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        // The pipe has taken it at once almost always: nothing is made for waiting then.
        var flushing = _output.FlushAsync(cancellationToken);
        return !flushing.IsCompleted ? WaitAsync(flushing)

            // An error is handed on as it is: to look at it here would be to throw it once more.
            : !flushing.IsCompletedSuccessfully ? new ValueTask(flushing.AsTask())
            : Refusal(flushing.Result) is { } refusal ? ValueTask.FromException(refusal)
            : ValueTask.CompletedTask;
    }

    async ValueTask WaitAsync(ValueTask<FlushResult> flushing)
    {
        if (Refusal(await flushing.ConfigureAwait(false)) is { } refusal)
        {
            throw refusal;
        }
    }

    Exception? Refusal(FlushResult result) =>
        result.IsCanceled ? new OperationCanceledException("The pending flush of the pipe was cancelled.")
        : result.IsCompleted ? new ProtocolException($"the other side stopped reading before byte {Position} of the stream")
        : null;
}
