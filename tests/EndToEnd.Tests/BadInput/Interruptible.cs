using System.Diagnostics;
using System.Text;

namespace EndToEnd.Tests.BadInput;

/// <summary>The command line in a process of its own, to be interrupted.</summary>
sealed class Interruptible : IAsyncDisposable
{
    // Only against a hang: nothing is asserted about time.
    static readonly TimeSpan KillAfter = TimeSpan.FromMinutes(3);

    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly Task<string> _errors;
    readonly CancellationTokenSource _tooLong = new(KillAfter, TimeProvider.System);
    readonly CancellationTokenSource _limit;

    Interruptible(Process process)
    {
        _process = process;
        _limit = CancellationTokenSource.CreateLinkedTokenSource(_tooLong.Token, TestContext.Current.CancellationToken);
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public static Interruptible Start(string folder, params string[] arguments)
    {
        // A test run in the background of a script ignores SIGINT, and so would its children.
        string[] env = OperatingSystem.IsLinux() ? ["--default-signal=INT", "dotnet"] : ["dotnet"];
        var start = new ProcessStartInfo("env", [.. env, Tool.Baked("Tool"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        return new Interruptible(Process.Start(start)!);
    }

    /// <summary>Waits until a line has a text in it.</summary>
    public async Task SaysAsync(string text)
    {
        while (await _process.StandardOutput.ReadLineAsync(_limit.Token) is { } line)
        {
            _output.AppendLine(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"'{text}' was not said\n{_output}\n{await _errors}");
    }

    /// <summary>What Ctrl-C does, but to this process alone.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ToolRun> EndAsync()
    {
        _output.Append(await _process.StandardOutput.ReadToEndAsync(_limit.Token));
        await _process.WaitForExitAsync(_limit.Token);
        return new ToolRun(_process.ExitCode, _output.ToString(), await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _limit.Dispose();
        _tooLong.Dispose();
    }
}
