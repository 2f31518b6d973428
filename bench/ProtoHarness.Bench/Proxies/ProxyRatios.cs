using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Proxies;

namespace ProtoHarness.Bench.Proxies;

/// <summary>Two programs over loopback tcp, directly and through the proxy, in turn; medians.</summary>
static class ProxyRatios
{
    const long Bytes = 1L * 1024 * 1024 * 1024;
    const int RoundTrips = 20_000;
    const int Rounds = 5;

    static readonly (string Name, string? Faults)[] Ways = [("direct", null), ("proxy", ""), ("proxy, * chunks 65536", "* chunks 65536")];

    public static async Task<int> RunAsync()
    {
        var rates = Ways.Select(_ => new List<double>()).ToArray();
        var times = Ways.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var way = 0; way < Ways.Length; way++)
            {
                rates[way].Add(await ThroughAsync(Ways[way].Faults, SendManyAsync, Bytes));
                times[way].Add(await ThroughAsync(Ways[way].Faults, PingAsync, RoundTrips));
            }
        }

        Console.WriteLine($"{"",-24} {"GB/s",6} {"to direct",9}   {"median µs a round trip",22} {"more",7}");
        for (var way = 0; way < Ways.Length; way++)
        {
            var ratio = Median(rates[way].Zip(rates[0], (through, direct) => through / direct));
            var more = Median(times[way].Zip(times[0], (through, direct) => through - direct));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Ways[way].Name,-24} {Median(rates[way]),6:0.00} {ratio,9:0.00}   {Median(times[way]),22:0.0} {more,7:0.0}"));
        }

        return 0;
    }

    static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    static async Task<double> ThroughAsync(string? faults, Func<Socket, Socket, long, Task<double>> measure, long amount)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var address = (IPEndPoint)listener.LocalEndPoint!;
        using var stop = new CancellationTokenSource();
        using var proxy = faults is null ? null : new FaultProxy(
            new ProxyOptions { Listen = new IPEndPoint(IPAddress.Loopback, 0), Target = address, Faults = faults.Length == 0 ? [] : FaultRule.Parse(faults) }, new NoObserver(), TimeProvider.System);
        var running = proxy?.RunAsync(stop.Token) ?? Task.CompletedTask;
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await client.ConnectAsync(proxy?.Address ?? address);
        using var server = await listener.AcceptAsync();
        server.NoDelay = true;
        var result = await measure(client, server, amount);
        client.Close();
        server.Close();
        await stop.CancelAsync();
        await running;
        return result;
    }

    static async Task<double> SendManyAsync(Socket client, Socket server, long bytes)
    {
        var watch = Stopwatch.StartNew();
        var sending = Task.Run(async () =>
        {
            var buffer = new byte[256 * 1024];
            for (var left = bytes; left > 0; left -= buffer.Length)
            {
                for (var sent = 0; sent < buffer.Length;)
                {
                    sent += await client.SendAsync(buffer.AsMemory(sent));
                }
            }
        });
        var into = new byte[256 * 1024];
        for (var left = bytes; left > 0;)
        {
            left -= await server.ReceiveAsync(into);
        }

        await sending;
        return bytes / 1e9 / watch.Elapsed.TotalSeconds;
    }

    static async Task<double> PingAsync(Socket client, Socket server, long count)
    {
        var serving = Task.Run(async () =>
        {
            var buffer = new byte[64];
            while (await server.ReceiveAsync(buffer) is > 0 and var read)
            {
                await server.SendAsync(buffer.AsMemory(0, read));
            }
        });
        var times = new double[count];
        var buffer = new byte[64];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await client.SendAsync(buffer);
            for (var read = 0; read < buffer.Length;)
            {
                read += await client.ReceiveAsync(buffer.AsMemory(read));
            }

            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        client.Shutdown(SocketShutdown.Send);
        await serving;
        Array.Sort(times);
        return times[count / 2];
    }

    sealed class NoObserver : IProxyObserver
    {
        public bool SeesBytes => false;

        public void Opened(int connection, EndPoint client, IReadOnlyList<FaultRule> faults)
        {
        }

        public void Came(int connection, Direction direction, ReadOnlySpan<byte> bytes)
        {
        }

        public void Passed(int connection, Direction direction, ReadOnlySpan<byte> bytes)
        {
        }

        public void Closed(ProxyReport report)
        {
        }
    }
}
