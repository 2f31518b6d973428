using System.Buffers.Binary;
using System.Threading.Channels;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Queue;

/// <summary>A client: pushes jobs, several a packet, pushes again what found the queue full, and waits until each is done or refused for good.</summary>
/// <remarks>For one use.</remarks>
/// <param name="connection">The connection; it stays the caller's.</param>
/// <param name="context">Time and cancellation.</param>
/// <param name="perPacket">How many jobs are put together before they leave.</param>
/// <param name="retryAfter">How long to wait before a job is pushed again after <see cref="ReceiptKind.Busy"/>.</param>
public sealed class JobPusher(IConnection connection, RoleContext context, int perPacket, TimeSpan retryAfter)
{
    readonly SortedDictionary<uint, (Job Job, bool Accepted)> _open = [];
    readonly Channel<Job> _outgoing = Channel.CreateUnbounded<Job>();
    readonly List<Task> _retries = [];
    Exception? _cause;

    /// <summary>The jobs that are done.</summary>
    public int Done { get; private set; }

    /// <summary>The jobs that the server refused because it shuts down.</summary>
    public int Refused { get; private set; }

    /// <summary>How often the queue was full.</summary>
    public int Busy { get; private set; }

    /// <summary>Pushes jobs and waits for all of them, then ends the client's direction and waits for the server's end.</summary>
    /// <param name="jobs">The jobs; no two with one name.</param>
    /// <returns>When each job is done or refused, and the server has ended.</returns>
    /// <exception cref="ProtocolException">The server broke the protocol.</exception>
    /// <exception cref="IOException">The connection was lost, or the server ended with jobs undone.</exception>
    public async Task PushAsync(IEnumerable<Job> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        foreach (var job in jobs)
        {
            _open.Add(job.Id, (job, false));
            _outgoing.Writer.TryWrite(job);
        }

        CompleteWhenDone();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        await Task.WhenAll(GuardAsync(WriteAsync(ended.Token), ended), GuardAsync(ReadAsync(ended.Token), ended));
        await Task.WhenAll(_retries);
        if (_cause is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_cause);
        }
    }

    // The first cause counts, and ends the other half.
    async Task GuardAsync(Task half, CancellationTokenSource ended)
    {
        try
        {
            await half;
        }
        catch (Exception e)
        {
            if (Interlocked.CompareExchange(ref _cause, e, null) is null)
            {
                ended.Cancel();
            }
        }
    }

    async Task WriteAsync(CancellationToken cancellationToken)
    {
        var writer = new FrameWriter<Job>(connection.Output);
        while (await _outgoing.Reader.WaitToReadAsync(cancellationToken))
        {
            for (var packed = 0; packed < perPacket && _outgoing.Reader.TryRead(out var job); packed++)
            {
                writer.Write(job);
            }

            await writer.FlushAsync(cancellationToken);
        }

        await connection.CompleteOutputAsync(cancellationToken);
    }

    async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var receipts = new FrameReader<Receipt>(connection.Input);
        while (await receipts.MoveNextAsync(cancellationToken))
        {
            Take(receipts.Current, cancellationToken);
            CompleteWhenDone();
        }

        if (_open.Count > 0)
        {
            throw new EndOfStreamException($"the server ended with {_open.Count} jobs open, {_open.Values.Count(job => job.Accepted)} of them accepted");
        }
    }

    void Take(in Receipt receipt, CancellationToken cancellationToken)
    {
        if (!_open.TryGetValue(receipt.Id, out var open))
        {
            throw new ProtocolException($"the server sent a receipt '{receipt.Kind}' for the job {receipt.Id}, which is not open");
        }

        if (open.Accepted != (receipt.Kind == ReceiptKind.Done))
        {
            throw new ProtocolException($"the server sent a receipt '{receipt.Kind}' for the job {receipt.Id}, which was {(open.Accepted ? "accepted already" : "not accepted")}");
        }

        switch (receipt.Kind)
        {
            case ReceiptKind.Accepted:
                _open[receipt.Id] = (open.Job, true);
                break;
            case ReceiptKind.Busy:
                Busy++;
                _retries.Add(RetryAsync(open.Job, cancellationToken));
                break;
            case ReceiptKind.Done:
                if (receipt.Sum != WorkSum.Of(open.Job.Payload.Span))
                {
                    throw new ProtocolException($"the job {receipt.Id} was done on other bytes: its sum is {receipt.Sum:x8}");
                }

                Span<byte> id = stackalloc byte[sizeof(uint)];
                BinaryPrimitives.WriteUInt32BigEndian(id, receipt.Id);
                connection.Ledger.Received("done", id);
                _open.Remove(receipt.Id);
                Done++;
                break;
            default:
                _open.Remove(receipt.Id);
                Refused++;
                break;
        }
    }

    async Task RetryAsync(Job job, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(retryAfter, context.Time, cancellationToken);
            _outgoing.Writer.TryWrite(job);
        }
        catch (OperationCanceledException)
        {
            // The connection has ended; whoever ended it knows why.
        }
    }

    void CompleteWhenDone()
    {
        if (_open.Count == 0)
        {
            _outgoing.Writer.TryComplete();
        }
    }
}
