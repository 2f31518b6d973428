using System.Net.Sockets;
using System.Threading.Channels;

namespace ProtoHarness.Engine.Transports;

/// <summary>
/// Meets at a path. Connecting sockets have no name there, but a local socket is in the listener's queue when connecting to it has ended: connected one by one,
/// they are accepted in that order.
/// </summary>
sealed class UnixRendezvous : Rendezvous
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>A path of a local socket holds about a hundred bytes, so the folder is made where paths are short.</summary>
    readonly DirectoryInfo _folder;

    readonly UnixDomainSocketEndPoint _address;
    readonly SemaphoreSlim _oneByOne = new(1, 1);
    readonly Channel<Arrival> _queue = Channel.CreateUnbounded<Arrival>();

    public UnixRendezvous(SocketIo io, int backlog)
        : base(io, NewSocket())
    {
        _folder = Directory.CreateTempSubdirectory("ph-");
        _address = new UnixDomainSocketEndPoint(Path.Combine(_folder.FullName, "s"));
        Listener.Bind(_address);
        Listener.Listen(backlog);
    }

    public override async ValueTask<Socket> ConnectAsync(Arrival arrival, CancellationToken cancellationToken)
    {
        await _oneByOne.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var socket = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            _queue.Writer.TryWrite(arrival);
            return socket;
        }
        finally
        {
            _oneByOne.Release();
        }
    }

    public override async Task<Arrival> MeetAsync(Socket accepted, CancellationToken cancellationToken) => await _queue.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

    public override void Dispose()
    {
        base.Dispose();
        _oneByOne.Dispose();
        _folder.Delete(recursive: true);
    }

    static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>A local socket whose listener's queue is full does not make the caller wait: it says so, and the caller tries again.</summary>
    async ValueTask<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var socket = NewSocket();
            try
            {
                // Not cancelled: it never waits, and one that is cancelled when it is in the queue already would take the next one's place.
                await Io.ConnectAsync(socket, _address, CancellationToken.None).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.TryAgain)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }
}
