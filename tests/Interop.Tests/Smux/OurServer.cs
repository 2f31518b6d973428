using System.Net;
using System.Net.Sockets;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.Smux;

namespace Interop.Tests.Smux;

/// <summary>The same service on our library, as somebody uses it who knows nothing of the harness.</summary>
sealed class OurServer : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public OurServer(int version)
    {
        _listener.Start();
        _ = AcceptAsync(new SmuxConfig { Version = version });
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public void Dispose() => _listener.Dispose();

    async Task AcceptAsync(SmuxConfig config)
    {
        while (true)
        {
            _ = ServeAsync(SmuxSession.Server(new NetworkStream(await _listener.AcceptSocketAsync(), ownsSocket: true), config));
        }
    }

    static async Task ServeAsync(SmuxSession session)
    {
        await using (session)
        {
            while (await session.AcceptStreamAsync() is { } stream)
            {
                _ = AnswerAsync(stream);
            }
        }
    }

    static async Task AnswerAsync(SmuxStream stream)
    {
        await using (stream)
        {
            try
            {
                await StreamServices.RandAsync(stream, StreamTally.None, () => 4, default);
            }
            catch (Exception error) when (error is IOException or ProtocolException)
            {
                // What it was told ends it, and it alone.
            }
        }
    }
}
