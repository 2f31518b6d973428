using System.Buffers;
using System.Text;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>One end of a transfer's connection: whole frames in, whole frames out.</summary>
sealed class TransferPeer(IConnection connection) : IDisposable
{
    readonly FrameReader<TransferFrame> _reader = new(connection.Input);
    readonly FrameWriter<TransferFrame> _writer = new(connection.Output);

    /// <summary>The next frame; null at the end of the stream behind a whole frame. Valid until the next call.</summary>
    public async ValueTask<TransferFrame?> ReadAsync(CancellationToken cancellationToken) =>
        await _reader.MoveNextAsync(cancellationToken) ? _reader.Current : null;

    public ValueTask SendAsync(TransferKind kind, uint id, ulong value, CancellationToken cancellationToken, ReadOnlyMemory<byte> body = default) =>
        _writer.WriteAsync(new TransferFrame(kind, id, value, new ReadOnlySequence<byte>(body), 0), cancellationToken);

    public ValueTask SendAsync(TransferKind kind, uint id, Refusal refusal, CancellationToken cancellationToken) =>
        SendAsync(kind, id, (ulong)refusal.Reason, cancellationToken, Encoding.UTF8.GetBytes(refusal.Message));

    public void Dispose() => _reader.Dispose();
}
