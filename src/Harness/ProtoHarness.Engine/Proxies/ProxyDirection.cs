using System.Buffers;
using System.Net.Sockets;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Transports;

namespace ProtoHarness.Engine.Proxies;

/// <summary>One direction of a connection through the proxy. Without faults it copies; with faults, what comes goes through them.</summary>
sealed class ProxyDirection(ProxyConnection connection, Direction direction)
{
    const int BufferBytes = 256 * 1024;

    SocketIntake? _intake;

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
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        if (connection.HasFaults)
        {
            _intake = new SocketIntake(PooledSocketIo.Instance, from, Line, connection.Time, () => connection.Now, decidesWrites: true, over, bytes => connection.Came(direction, bytes));
        }

        try
        {
            while (await ReadAsync(from, buffer, over).ConfigureAwait(false) is > 0 and var read)
            {
                for (var rest = buffer.AsMemory(0, read); rest.Length > 0;)
                {
                    var sent = await to.SendAsync(rest, over).ConfigureAwait(false);
                    connection.Passed(direction, rest.Span[..sent]);
                    rest = rest[sent..];
                    Sent += sent;
                }
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
            ArrayPool<byte>.Shared.Return(buffer);
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
