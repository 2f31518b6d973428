using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Plugins.Smux;

namespace Samples.Tests;

/// <summary>A random-number service that answers only when it is told to: with 1, 2, 3 and so on.</summary>
sealed class WithholdingService : IDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly SemaphoreSlim _asked = new(0);
    int _answers;

    public WithholdingService()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>Waits until so many requests have come.</summary>
    public async Task AskedAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _asked.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Release() => _released.TrySetResult();

    public void Dispose() => _listener.Dispose();

    async Task AcceptAsync()
    {
        while (true)
        {
            _ = ServeAsync(SmuxSession.Server(new NetworkStream(await _listener.AcceptSocketAsync(), ownsSocket: true)));
        }
    }

    async Task ServeAsync(SmuxSession session)
    {
        await using (session)
        {
            while (await session.AcceptStreamAsync() is { } stream)
            {
                _ = AnswerAsync(stream);
            }
        }
    }

    async Task AnswerAsync(SmuxStream stream)
    {
        await using (stream)
        {
            await stream.ReadExactlyAsync(new byte[4]);
            _asked.Release();
            await _released.Task;
            var number = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(number, Interlocked.Increment(ref _answers));
            await stream.WriteAsync(number);
        }
    }
}
