using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ProtoHarness.Plugins.Smux;

namespace SmuxGateway;

/// <summary>
/// The random-number service: answers each <c>RAND</c> with eight bytes. When it is stopped it accepts no connection and no stream any more, goes on with the streams that
/// it has accepted until their clients end them, for up to <see cref="Grace"/>, and closes its sessions then.
/// </summary>
sealed class RandomServer : IAsyncDisposable
{
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    readonly TcpListener _listener;
    readonly CancellationTokenSource _stopped = new();
    readonly Task _accepting;

    public RandomServer(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _accepting;
        _stopped.Dispose();
    }

    async Task AcceptAsync()
    {
        var sessions = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopped.Token);
                sessions.RemoveAll(session => session.IsCompleted);
                sessions.Add(ServeAsync(SmuxSession.Server(new NetworkStream(socket, ownsSocket: true))));
            }
        }
        catch (OperationCanceledException)
        {
            // Ended here and nowhere else: a connection may have been accepted in the moment of stopping, and the next look must still find a listener.
            _listener.Dispose();
            await Task.WhenAll(sessions);
        }
    }

    async Task ServeAsync(SmuxSession session)
    {
        await using (session)
        {
            var answering = new HashSet<Task>();
            try
            {
                while (await session.AcceptStreamAsync(_stopped.Token) is { } stream)
                {
                    answering.RemoveWhere(answer => answer.IsCompleted);
                    answering.Add(AnswerAsync(stream));
                }
            }
            catch (IOException)
            {
                // The client has gone.
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAny(Task.WhenAll(answering), Task.Delay(Grace, TimeProvider.System));
            }
        }
    }

    static async Task AnswerAsync(SmuxStream stream)
    {
        await using (stream)
        {
            var word = new byte[4];
            var number = new byte[sizeof(ulong)];
            try
            {
                while (await stream.ReadAtLeastAsync(word, word.Length, throwOnEndOfStream: false) == word.Length && word.AsSpan().SequenceEqual("RAND"u8))
                {
                    BinaryPrimitives.WriteUInt64BigEndian(number, BitConverter.ToUInt64(SHA256.HashData(BitConverter.GetBytes(Next()))));
                    await stream.WriteAsync(number);
                }
            }
            catch (IOException)
            {
                // The client has gone.
            }
        }
    }

    static long Next() => TimeProvider.System.GetTimestamp();
}
