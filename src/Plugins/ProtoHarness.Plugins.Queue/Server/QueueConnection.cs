using System.Buffers.Binary;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Queue;

/// <summary>One connection of a server. Receipts go through an outbox, so that a client that does not read holds up no worker.</summary>
sealed class QueueConnection(
    IConnection connection, ChannelWriter<QueuedJob> queue, QueueServerOptions options, TimeProvider time, CancellationTokenSource ended, CancellationToken closing)
{
    readonly Channel<Receipt> _outbox = Channel.CreateUnbounded<Receipt>(new UnboundedChannelOptions { SingleReader = true });

    // A place for each job whose last receipt has not left. A channel and no semaphore, which would wake its waiters on the thread pool.
    readonly Channel<bool> _outstanding = Channel.CreateBounded<bool>(options.MaxOutstanding);
    readonly CancellationToken _ended = ended.Token;
    readonly Lock _gate = new();
    int _undone;
    bool _readAll;
    Exception? _cause;

    public async Task RunAsync()
    {
        var sending = SendAsync();
        try
        {
            await ReadAsync();
        }
        catch (Exception e)
        {
            End(e);
        }

        lock (_gate)
        {
            _readAll = true;
            CompleteWhenDone();
        }

        await sending;
        if (_cause is null)
        {
            await connection.CompleteOutputAsync(_ended);
        }
        else
        {
            ExceptionDispatchInfo.Throw(_cause);
        }
    }

    /// <summary>A worker has taken the job.</summary>
    public void Started(in Job job)
    {
        if (options.KeepsLedger)
        {
            connection.Ledger.Received($"job {job.Id}", job.Payload.Span);
            connection.Ledger.Ended($"job {job.Id}");
        }
    }

    /// <summary>A worker has done the job.</summary>
    public void Done(in Job job, uint sum)
    {
        lock (_gate)
        {
            Span<byte> id = stackalloc byte[sizeof(uint)];
            BinaryPrimitives.WriteUInt32BigEndian(id, job.Id);
            connection.Ledger.Sent("done", id);
            _outbox.Writer.TryWrite(new Receipt(ReceiptKind.Done, job.Id, sum));
            _undone--;
            CompleteWhenDone();
        }
    }

    async Task ReadAsync()
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(_ended, closing);
        using var jobs = new FrameReader<Job>(connection.Input);
        try
        {
            while (await jobs.MoveNextAsync(reading.Token))
            {
                var job = jobs.Current;
                if (job.Payload.Length > options.MaxJob)
                {
                    throw new ProtocolException($"the job {job.Id} has {job.Payload.Length} bytes, the limit is {options.MaxJob} (max-job)");
                }

                await _outstanding.Writer.WriteAsync(true, _ended);
                await TakeAsync(job);
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested && !_ended.IsCancellationRequested)
        {
            await RefuseRestAsync(jobs);
        }
    }

    /// <summary>The server shuts down: what comes still is answered, so that no client is left to guess, until the client ends too.</summary>
    async Task RefuseRestAsync(FrameReader<Job> jobs)
    {
        using var patience = new CancellationTokenSource(options.DrainTime, time);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(_ended, patience.Token);
        try
        {
            while (await jobs.MoveNextAsync(reading.Token))
            {
                await _outstanding.Writer.WriteAsync(true, reading.Token);
                _outbox.Writer.TryWrite(new Receipt(ReceiptKind.Closing, jobs.Current.Id, 0));
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !_ended.IsCancellationRequested)
        {
            throw new TimeoutException($"the server shuts down, and the client did not end within {Quantity.FormatDuration(options.DrainTime)} (drain-time)");
        }
    }

    async Task TakeAsync(Job job)
    {
        while (!TryTake(job))
        {
            if (options.WhenFull == WhenFull.SayBusy && !closing.IsCancellationRequested)
            {
                _outbox.Writer.TryWrite(new Receipt(ReceiptKind.Busy, job.Id, 0));
                return;
            }

            if (!await queue.WaitToWriteAsync(_ended))
            {
                _outbox.Writer.TryWrite(new Receipt(ReceiptKind.Closing, job.Id, 0));
                return;
            }
        }
    }

    // Under the lock, so that a worker that is done at once cannot have its receipt before this one.
    bool TryTake(in Job job)
    {
        lock (_gate)
        {
            if (!queue.TryWrite(new QueuedJob(job, this)))
            {
                return false;
            }

            _undone++;
            _outbox.Writer.TryWrite(new Receipt(ReceiptKind.Accepted, job.Id, 0));
            return true;
        }
    }

    void CompleteWhenDone()
    {
        if (_readAll && (_undone == 0 || _cause is not null))
        {
            _outbox.Writer.TryComplete();
        }
    }

    async Task SendAsync()
    {
        var receipts = new FrameWriter<Receipt>(connection.Output);
        try
        {
            while (await _outbox.Reader.WaitToReadAsync(_ended))
            {
                var last = 0;
                while (_outbox.Reader.TryRead(out var receipt))
                {
                    receipts.Write(receipt);
                    last += receipt.Kind == ReceiptKind.Accepted ? 0 : 1;
                }

                await receipts.FlushAsync(_ended);
                for (; last > 0; last--)
                {
                    _outstanding.Reader.TryRead(out _);
                }
            }
        }
        catch (Exception e)
        {
            End(e);
        }
    }

    // The first cause counts; what fails after it fails because of it.
    void End(Exception cause)
    {
        if (Interlocked.CompareExchange(ref _cause, cause, null) is null)
        {
            ended.Cancel();
        }
    }
}
