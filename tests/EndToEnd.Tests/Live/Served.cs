using System.Diagnostics;
using System.Text.Json;

namespace EndToEnd.Tests.Live;

/// <summary>A <c>protoharness serve</c> that runs beside a test.</summary>
sealed class Served : IAsyncDisposable
{
    readonly Process _process;
    readonly Task<string> _errors;

    Served(Process process, string address)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>Starts it, and waits until it listens.</summary>
    public static async Task<Served> StartAsync(string folder, string plugin, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Tool.Baked("Tool"), "serve", plugin, "--listen", ":0", "--json", "--time", "5m", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        if (line is null)
        {
            throw new InvalidOperationException(await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        using var said = JsonDocument.Parse(line);
        var served = new Served(process, said.RootElement.GetProperty("address").GetString()!);

        // Read to the end, so that what it says never fills the pipe.
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return served;
    }

    /// <summary>Interrupts it as Ctrl-C does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _errors;
        _process.Dispose();
    }
}
