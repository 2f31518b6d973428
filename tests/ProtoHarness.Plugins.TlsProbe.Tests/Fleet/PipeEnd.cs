using System.IO.Pipelines;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Fleet;

/// <summary>One end of two pipes as a stream.</summary>
sealed class PipeEnd(PipeReader reader, PipeWriter writer, Action? waiting) : Stream
{
    readonly Stream _in = reader.AsStream();
    readonly Stream _out = writer.AsStream();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _in.ReadAsync(buffer, cancellationToken);
        if (!read.IsCompleted)
        {
            waiting?.Invoke();
        }

        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _out.WriteAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await writer.CompleteAsync();
        await reader.CompleteAsync();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
