namespace ProtoHarness.Engine.Transports;

/// <summary>An end as a stream, for a role.</summary>
sealed class ConnectionStream(ByteEnd end, bool isSimulated) : DuplexStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => end.ReadAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => end.WriteAsync(buffer, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => Wait(end.ReadAsync(buffer.AsMemory(offset, count), default).AsTask());

    public override void Write(byte[] buffer, int offset, int count) => Wait(WaitForWrite(end.WriteAsync(buffer.AsMemory(offset, count), default)));

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
