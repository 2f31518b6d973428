using ProtoHarness.Framing;

using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Scenarios;

/// <summary>
/// What arrives at an end by hand, taken frame by frame or byte by byte; over datagrams each one by itself. A read that was not waited for goes on and is not lost.
/// </summary>
/// <param name="kind">What carries the bytes.</param>
/// <param name="read">Reads; at the end it gives 0 from a stream, -1 from datagrams.</param>
sealed class Inbox(ConnectionKind kind, Func<Memory<byte>, CancellationToken, ValueTask<int>> read)
{
    readonly List<byte> _bytes = [];
    readonly byte[] _block = new byte[kind == ConnectionKind.Datagram ? RoleDatagrams.Largest : 16 * 1024];
    Task<int>? _pending;

    /// <summary>Whether a datagram is a frame, no more and no less.</summary>
    public bool IsOfDatagrams => kind == ConnectionKind.Datagram;

    /// <summary>Why no more comes; null while more may come.</summary>
    public Arrival? Over { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.ToArray();

    public int Count => _bytes.Count;

    /// <summary>What arrives on a connection.</summary>
    public static Inbox Of(IConnection connection) =>
        new(connection.Kind, connection.Kind == ConnectionKind.Datagram ? connection.Datagrams.ReceiveAsync : connection.Stream.ReadAsync);

    public byte[] Take(int count)
    {
        var taken = _bytes.GetRange(0, count).ToArray();
        _bytes.RemoveRange(0, count);
        return taken;
    }

    /// <summary>Waits for more bytes, the end, a reset, or the deadline.</summary>
    /// <returns>Null when bytes came; else what came instead.</returns>
    public async Task<Arrival?> MoreAsync(Task deadline, CancellationToken cancellationToken)
    {
        if (Over is { } over)
        {
            return over;
        }

        _pending ??= read(_block, cancellationToken).AsTask();
        if (await Task.WhenAny(_pending, deadline) != _pending)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Arrival.Timeout;
        }

        try
        {
            var count = await _pending;
            if (count < 0 || (count == 0 && !IsOfDatagrams))
            {
                return Over = Arrival.End;
            }

            _bytes.AddRange(_block.AsSpan(0, count));
            return null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return Over = Arrival.Reset;
        }
        finally
        {
            _pending = null;
        }
    }
}
