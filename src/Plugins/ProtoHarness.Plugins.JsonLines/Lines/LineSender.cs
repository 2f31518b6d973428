using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>
/// Sends the lines of many callers over one pipe, each as a whole. Callers wait while the queue is full; one that gives up while its line is
/// waiting takes it back, one that gives up later cannot cut it in half.
/// </summary>
sealed class LineSender(PipeWriter output, int capacity)
{
    /// <summary>So many bytes are put together before they leave: a write costs more than a copy.</summary>
    const int FlushAt = 32 * 1024;

    readonly Channel<OutgoingLine> _queue = Channel.CreateBounded<OutgoingLine>(new BoundedChannelOptions(capacity) { SingleReader = true });

    /// <summary>Puts a line into the queue.</summary>
    /// <exception cref="ChannelClosedException">Nothing more is sent; the cause is inside.</exception>
    public ValueTask EnqueueAsync(OutgoingLine line, CancellationToken cancellationToken) => _queue.Writer.WriteAsync(line, cancellationToken);

    /// <summary>Nothing more comes; what is queued still leaves.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Sends until the queue is completed and empty.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(cancellationToken))
            {
                for (var pending = 0; pending < FlushAt && _queue.Reader.TryRead(out var line);)
                {
                    if (line.Waiter?.TryMarkSent() ?? true)
                    {
                        output.Write(line.Bytes.Span);
                        pending += line.Bytes.Length;
                    }
                }

                await output.FlushAsync(cancellationToken);
            }
        }
        catch (Exception e)
        {
            _queue.Writer.TryComplete(e);
            throw;
        }
    }
}
