using System.Diagnostics;
using System.Net;

namespace Interop.Tests.Smux;

/// <summary>The Go original's random-number service, without the harness in between.</summary>
sealed class GoServer : IDisposable
{
    readonly Process _process;

    GoServer(Process process, IPEndPoint address) => (_process, Address) = (process, address);

    public IPEndPoint Address { get; }

    public static async Task<GoServer> StartAsync(int version)
    {
        var process = Process.Start(new ProcessStartInfo(GoProgram.Smux.Path(), ["server", "-service", "rand", "-version", $"{version}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new(process, IPEndPoint.Parse(line!["LISTEN ".Length..]));
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
