using System.Buffers;
using System.Net.Sockets;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Proxies;

/// <summary>One direction of a connection through the proxy. Without faults it copies; with faults, what comes goes through them.</summary>
sealed class ProxyDirection(ProxyConnection connection, Direction direction)
{
    // Each read costs a wait and two calls of the system: where bytes stream, few large reads carry more than many small ones. Where they do not, a
    // large buffer is only held.
    const int FewestBytes = 64 * 1024;
    const int MostBytes = 1024 * 1024;

    SocketIntake? _intake;
    byte[] _buffer = [];

    /// <summary>The faults.</summary>
    public FaultLine Line { get; } = new();

    /// <summary>The bytes that were sent on.</summary>
    public long Sent { get; private set; }

    /// <summary>The stream ends here; what is ready is still sent on.</summary>
    public void Cut() => _intake?.Cut();

    /// <summary>Ends when nothing more is read for this direction.</summary>
    public Task Ended => _intake?.Pumping ?? Task.CompletedTask;

    /// <summary>Carries the bytes until the sender ends, or the connection is lost.</summary>
    public async Task RunAsync(Socket from, Socket to, CancellationToken over)
    {
        if (connection.HasFaults)
        {
            _intake = new SocketIntake(PooledSocketIo.Instance, from, Line, connection.Time, () => connection.Now, decidesWrites: true, over, bytes => connection.Came(direction, bytes));
        }

        try
        {
            _buffer = ArrayPool<byte>.Shared.Rent(FewestBytes);
            while (await ReadAsync(from, _buffer, over).ConfigureAwait(false) is > 0 and var read)
            {
                for (var rest = _buffer.AsMemory(0, read); rest.Length > 0;)
                {
                    var sent = await to.SendAsync(rest, over).ConfigureAwait(false);
                    connection.Passed(direction, rest.Span[..sent]);
                    rest = rest[sent..];
                    Sent += sent;
                }

                FitBuffer(read);
            }

            to.Shutdown(SocketShutdown.Send);
            connection.Passed(direction, []);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or SocketIntakeException)
        {
            over.ThrowIfCancellationRequested();

            // A connection that one side has lost is lost for the other too, and by a reset, so that nobody takes it for an end.
            connection.End(Reason(e), reset: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    void FitBuffer(int read)
    {
        var bytes = read >= FewestBytes ? MostBytes : read < FewestBytes / 4 ? FewestBytes : _buffer.Length;
        if (bytes != _buffer.Length)
        {
            // Taken first: without memory for it, the old one is given back once, and not twice.
            var next = ArrayPool<byte>.Shared.Rent(bytes);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = next;
        }
    }

    async ValueTask<int> ReadAsync(Socket from, byte[] buffer, CancellationToken over)
    {
        if (_intake is not null)
        {
            return await _intake.ReadAsync(buffer, over).ConfigureAwait(false);
        }

        var read = await from.ReceiveAsync(buffer, over).ConfigureAwait(false);
        connection.Came(direction, buffer.AsSpan(0, read));
        return read;
    }

    string Reason(Exception e)
    {
        var cause = e is SocketIntakeException { IsInjected: false, InnerException: { } inner } ? inner : e;
        var way = direction == Direction.ToServer ? "client to server" : "server to client";
        return cause is SocketIntakeException { IsInjected: true } ? $"lost by a fault, {way}" : $"lost, {way}: {cause.Message}";
    }
}
