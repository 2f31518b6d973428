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

    /// <summary>Where the body of the next frame will stand among the bytes to send: what is read to there, and sent next, is copied no more.</summary>
    /// <param name="length">The bytes of the body, at most.</param>
    public Memory<byte> RoomForBody(int length) => connection.Output.GetMemory(TransferFrame.Overhead + length).Slice(TransferFrame.BodyOffset, length);

    public ValueTask SendAsync(TransferKind kind, uint id, ulong value, CancellationToken cancellationToken, ReadOnlyMemory<byte> body = default) =>
        _writer.WriteAsync(new TransferFrame(kind, id, value, new ReadOnlySequence<byte>(body), 0), cancellationToken);

    public ValueTask SendAsync(TransferKind kind, uint id, Refusal refusal, CancellationToken cancellationToken) =>
        SendAsync(kind, id, (ulong)refusal.Reason, cancellationToken, Encoding.UTF8.GetBytes(refusal.Message));

    public void Dispose() => _reader.Dispose();
}
