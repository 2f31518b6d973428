using System.Diagnostics;
using System.Reflection;

namespace Samples.Tests;

/// <summary>A sample while it runs in a process of its own.</summary>
sealed class SampleProcess : IDisposable
{
    readonly Process _process;

    SampleProcess(Process process) => _process = process;

    public static SampleProcess Start(string sample, params string[] arguments)
    {
        var path = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == sample).Value!;
        var start = new ProcessStartInfo("dotnet", ["exec", path, .. arguments]) { RedirectStandardOutput = true };
        return new SampleProcess(Process.Start(start)!);
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    /// <summary>The rest of what it writes, and its exit code.</summary>
    public async Task<(string Output, int ExitCode)> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output, _process.ExitCode);
    }

    public void Signal(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
