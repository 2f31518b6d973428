using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Plugins.Smux;

namespace ProtoHarness.Bench.Smux;

/// <summary>Our peer, in a process of its own: <c>smux-peer server|client …</c>.</summary>
static class SmuxPeer
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var settings = new PeerSettings(args.AsSpan(1));
        if (args[0] == "server")
        {
            await ServeAsync(settings);
        }
        else
        {
            await CallAsync(settings);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CPU {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F3}"));
        return 0;
    }

    static async Task ServeAsync(PeerSettings settings)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine($"LISTEN {listener.LocalEndPoint}");
        _ = AcceptAsync(listener, settings);
        await Console.In.ReadToEndAsync();
    }

    static async Task AcceptAsync(Socket listener, PeerSettings settings)
    {
        while (true)
        {
            var socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            var connection = new NetworkStream(socket, ownsSocket: true);
            _ = settings.Service.StartsWith("raw-", StringComparison.Ordinal)
                ? RawTcp.ServeAsync(connection, settings.Service)
                : ServeSessionAsync(SmuxSession.Server(connection, settings.Config), settings.Service);
        }
    }

    static async Task ServeSessionAsync(SmuxSession session, string service)
    {
        await using (session)
        {
            while (await session.AcceptStreamAsync() is { } stream)
            {
                _ = ServeStreamAsync(stream, service);
            }
        }
    }

    static async Task ServeStreamAsync(SmuxStream stream, string service)
    {
        await using (stream)
        {
            try
            {
                await (service switch
                {
                    "echo" => StreamServices.EchoAsync(stream, StreamTally.None, default),
                    "sink" => StreamServices.SinkAsync(stream, StreamTally.None, sums: true, default),
                    "discard" => StreamServices.SinkAsync(stream, StreamTally.None, sums: false, default),
                    "source" => StreamServices.SourceAsync(stream, StreamTally.None, default),
                    _ => StreamServices.RandAsync(stream, StreamTally.None, Stopwatch.GetTimestamp, default),
                });
            }
            catch (IOException)
            {
                // The client has gone; its own report says why.
            }
        }
    }

    static async Task CallAsync(PeerSettings settings)
    {
        if (settings.Do == "raw-bulk")
        {
            await RawTcp.SendAsync(Connect(settings), settings.Warm, settings.Chunk);
            var began = Stopwatch.GetTimestamp();
            await RawTcp.SendAsync(Connect(settings), settings.Bytes, settings.Chunk);
            Report(settings.Bytes, began);
            return;
        }

        await using var session = SmuxSession.Client(Connect(settings), settings.Config);
        if (settings.Do == "idle")
        {
            await IdleStreams.MeasureAsync(session, settings.Streams);
            return;
        }

        if (settings.Warm > 0)
        {
            await DoAsync(session, settings, settings.Warm);
        }

        var started = Stopwatch.GetTimestamp();
        var amount = settings.Do == "bulk" ? settings.Bytes : settings.Requests;
        await DoAsync(session, settings, amount);
        Report(settings.Do == "bulk" ? amount * settings.Streams : amount, started);
    }

    static async Task DoAsync(SmuxSession session, PeerSettings settings, long amount)
    {
        if (settings.Do == "bulk")
        {
            await Task.WhenAll(Enumerable.Range(0, settings.Streams).Select(_ => Callers.BulkAsync(session, amount, settings.Chunk)));
            return;
        }

        var left = new StrongBox(amount);
        await Task.WhenAll(Enumerable.Range(0, settings.Workers).Select(_ => Task.Run(() => Callers.AskAsync(session, left))));
    }

    /// <summary>Not asynchronously: a socket that was awaited once wakes the runtime's event loop, and a thread of the pool, for each packet from then on.</summary>
    static NetworkStream Connect(PeerSettings settings)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPEndPoint.Parse(settings.To));
        return new NetworkStream(socket, ownsSocket: true);
    }

    static void Report(long count, long started) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"OK {count} {Stopwatch.GetElapsedTime(started).TotalSeconds:F6}"));
}
