using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Bench.Peers;
using ProtoHarness.Framing;
using ProtoHarness.Plugins.TlsProbe.Box;

namespace ProtoHarness.Bench.Tls;

/// <summary>Cases of the box in a process of its own, on a core of its own, so that a server's work is not counted as the probe's.</summary>
static class TlsBox
{
    /// <summary>Serves a case on every address of the loopback network until its input ends; <c>silence</c> says nothing. It prints its port.</summary>
    public static async Task<int> RunAsync(string name)
    {
        Affinity(1);
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start(4096);
        Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        var profile = name == "silence" ? null : BoxPki.At(TimeProvider.System.GetUtcNow()).Profile(BoxCases.Of(name));
        _ = AcceptAsync(listener, profile);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>Starts one.</summary>
    public static async Task<(Process Process, int Port)> StartAsync(string name)
    {
        // A process that is kept on one core was told of two when it began: its pool spins for work that a thread without the core would have to bring.
        Environment.SetEnvironmentVariable("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0");
        var process = PeerProgram.Ourselves("box", "tls-box").Start(name);
        return (process, int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// Keeps this process on one core, where there is such a one and the system lets it. The number of cores is not asked for: a process that was started by one
    /// on a single core is told of one, and both would stay there.
    /// </summary>
    public static void Affinity(int core)
    {
        using var process = Process.GetCurrentProcess();
        try
        {
            if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
            {
                process.ProcessorAffinity = 1 << core;
            }
        }
        catch (Win32Exception)
        {
            // There is no such core: they share what there is.
        }
    }

    static async Task AcceptAsync(TcpListener listener, BoxProfile? profile)
    {
        var kept = new List<Socket>();
        for (var number = 0; ; number++)
        {
            var socket = await listener.AcceptSocketAsync();
            socket.NoDelay = true;
            if (profile is null)
            {
                kept.Add(socket);
            }
            else
            {
                _ = ServeAsync(socket, profile, number);
            }
        }
    }

    static async Task ServeAsync(Socket socket, BoxProfile profile, int number)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await new BoxServer(profile, new Random(number)).ServeAsync(stream, number, default);
        }
        catch (Exception e) when (e is IOException or ProtocolException)
        {
            // A client that goes in the middle is no matter here.
        }
    }
}
