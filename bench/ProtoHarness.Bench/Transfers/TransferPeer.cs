using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Live;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Plugins.FileTransfer;

namespace ProtoHarness.Bench.Transfers;

/// <summary>
/// One side of a transfer in a process of its own: <c>transfer-peer server KIND FOLDER</c> and <c>transfer-peer client -to ADDRESS KIND WARM FILE</c>. KIND is
/// <c>ours</c> or <c>bare</c>; WARM is a small file that is sent before the clock is started.
/// </summary>
static class TransferPeer
{
    /// <summary>How often WARM is sent: what is compiled once more after thirty calls, and again after thirty of that, is not compiled while the clock runs.</summary>
    const int WarmUps = 4;

    static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.5);

    internal static async Task<int> RunAsync(string[] args)
    {
        await (args switch
        {
            ["server", "ours", var folder] => ServeAsync(folder),
            ["server", "bare", var folder] => ServeBareAsync(folder),
            ["client", "-to", var to, var kind, var warm, var file] => SendAsync(IPEndPoint.Parse(to), kind == "ours" ? SendOursAsync : BareCopy.SendAsync, warm, file),
            _ => throw new ArgumentException("server KIND FOLDER or client -to ADDRESS KIND WARM FILE"),
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CPU {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F3}"));
        Console.WriteLine($"PEAK {Process.GetCurrentProcess().PeakWorkingSet64}");
        return 0;
    }

    static async Task SendAsync(IPEndPoint to, Func<IPEndPoint, string, Task> send, string warm, string file)
    {
        for (var i = 0; i < WarmUps; i++)
        {
            await send(to, warm);

            // The compiler goes on with what became hot for a while, on the cores that are to be measured.
            await Task.Delay(Settling, TimeProvider.System);
        }

        Console.WriteLine("WARM");
        await Task.Delay(Settling, TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        await send(to, file);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"OK {new FileInfo(file).Length} {Stopwatch.GetElapsedTime(began).TotalSeconds:F6}"));
    }

    static Task SendOursAsync(IPEndPoint to, string file)
    {
        var plugin = PluginDefinition.Of(new FileTransferPlugin());
        var send = plugin.Conversations.First(conversation => conversation.Name == "send");
        return LiveClient.RunAsync(plugin, send, to, Services(ParameterValues.Defaults.With(TransferSettings.Path, file)), CancellationToken.None);
    }

    static async Task ServeAsync(string folder)
    {
        var plugin = PluginDefinition.Of(new FileTransferPlugin());
        await using var server = new LiveServer(
            plugin, plugin.Services[0], new IPEndPoint(IPAddress.Loopback, 0), Services(ParameterValues.Defaults.With(TransferSettings.Folder, folder)));
        Console.WriteLine($"LISTEN {server.Address}");
        using var stop = new CancellationTokenSource();
        var serving = server.RunAsync(stop.Token);
        await Console.In.ReadToEndAsync();
        await stop.CancelAsync();
        await serving;
    }

    static async Task ServeBareAsync(string folder)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Console.WriteLine($"LISTEN {listener.LocalEndPoint}");
        _ = BareCopy.ReceiveAllAsync(listener, folder);
        await Console.In.ReadToEndAsync();
    }

    static LiveServices Services(ParameterValues values) => new(values, new Seed(1), new Nobody(), TimeProvider.System);

    /// <summary>Is told and says nothing, but that something failed.</summary>
    sealed class Nobody : ILiveObserver
    {
        public void Opened(string role, string peer)
        {
        }

        public void Said(string role, string text)
        {
        }

        public void Progressed(string role, string work, long done, long total)
        {
        }

        public void Ended(string role, Exception? error)
        {
            if (error is not null)
            {
                Console.Error.WriteLine($"{role}: {error.Message}");
            }
        }
    }
}
