using System.Net;
using System.Net.Sockets;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Box;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Others;

/// <summary>A case of the box at a free port, for foreign clients; by the machine's clock, since they look at it.</summary>
sealed class BoxListener : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _end = new();
    readonly Task _serving;

    public BoxListener(string name)
        : this(BoxPki.At(TimeProvider.System.GetUtcNow()).Profile(BoxCases.Of(name)))
    {
    }

    public BoxListener(BoxProfile profile)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync(profile);
    }

    public int Port { get; }

    /// <summary>The sessions that it resumes.</summary>
    public BoxSessions Sessions { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    async Task ServeAsync(BoxProfile profile)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                using var socket = await _listener.AcceptSocketAsync(_end.Token);
                await using var stream = new NetworkStream(socket);
                await new BoxServer(profile, new Random(number), Sessions).ServeAsync(stream, number, _end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is IOException or ProtocolException)
            {
                // What a client thinks of the server is in its own output.
            }
        }
    }
}
