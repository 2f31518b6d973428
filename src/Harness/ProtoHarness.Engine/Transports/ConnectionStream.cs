namespace ProtoHarness.Engine.Transports;

/// <summary>An end as a stream, for a role.</summary>
sealed class ConnectionStream(ByteEnd end, bool isSimulated) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => end.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        end.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => end.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        end.WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Wait(end.ReadAsync(buffer.AsMemory(offset, count), default).AsTask());

    public override void Write(byte[] buffer, int offset, int count) => Wait(WaitForWrite(end.WriteAsync(buffer.AsMemory(offset, count), default)));

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override ValueTask DisposeAsync() => end.DisposeAsync();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Both transports let go without waiting for anything.
            _ = end.DisposeAsync();
        }

        base.Dispose(disposing);
    }

    static async Task<int> WaitForWrite(ValueTask write)
    {
        await write.ConfigureAwait(false);
        return 0;
    }

    int Wait(Task<int> operation) =>
        operation.IsCompleted || !isSimulated ? operation.GetAwaiter().GetResult() : throw new SynchronousIoException();
}
