using System.ComponentModel;
using System.Diagnostics;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Transports;

/// <summary>A foreign program while it runs. Disposal ends it, together with the processes that it started.</summary>
sealed class ForeignProgram : IAsyncDisposable
{
    readonly Process _process;
    readonly SessionLimits _limits;
    readonly TimeProvider _time;
    readonly string _commandLine;
    readonly OutputTail _output;
    readonly OutputTail _errors;
    ProgramReport? _report;

    ForeignProgram(Process process, string commandLine, SessionLimits limits, TimeProvider time)
    {
        _process = process;
        _commandLine = commandLine;
        _limits = limits;
        _time = time;
        _output = new OutputTail(process.StandardOutput.BaseStream, limits.MaxProgramOutput);
        _errors = new OutputTail(process.StandardError.BaseStream, limits.MaxProgramOutput);
        Ended = process.WaitForExitAsync();
    }

    /// <summary>Completes when the program ends.</summary>
    public Task Ended { get; }

    /// <summary>Its exit code. Only when it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts a program.</summary>
    /// <param name="program">What.</param>
    /// <param name="port">The port that it is given.</param>
    /// <param name="limits">How long it may take, and how much of what it writes is kept.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ProgramException">It cannot be started; the text says why.</exception>
    public static ForeignProgram Start(ProgramSpec program, int port, SessionLimits limits, TimeProvider time)
    {
        var commandLine = program.CommandLine.Replace(ProgramSpec.Port, $"{port}", StringComparison.Ordinal);
        try
        {
            var words = ArgumentWords.Split(commandLine);
            var start = new ProcessStartInfo(words[0], words.Skip(1))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            return new ForeignProgram(Process.Start(start)!, commandLine, limits, time);
        }
        catch (Exception e) when (e is Win32Exception or FormatException or InvalidOperationException)
        {
            throw new ProgramException($"the program '{commandLine}' cannot be started: {e.Message}. Is it installed, and its folder in PATH?", e);
        }
    }

    /// <summary>Why it ended, in words, with what it wrote last. Only when it has ended.</summary>
    public string Describe() => $"the program '{_commandLine}' ended with exit code {_process.ExitCode}{LastWords()}";

    /// <summary>What it wrote last, for a message; empty when it wrote nothing.</summary>
    public string LastWords()
    {
        const int MaxWords = 500;
        var words = $"{_errors}".Trim() is { Length: > 0 } errors ? errors : $"{_output}".Trim();
        return words.Length == 0 ? "" : $"; it wrote: {(words.Length > MaxWords ? "…" + words[^MaxWords..] : words)}";
    }

    /// <summary>Ends it: its standard input ends; when that does not end it within <c>limits.program-end</c>, it is killed with all that it started.</summary>
    /// <returns>What became of it.</returns>
    public async Task<ProgramReport> EndAsync()
    {
        if (_report is not null)
        {
            return _report;
        }

        var byItself = _process.HasExited;
        var killed = false;
        if (!byItself)
        {
            CloseInput();
            await Within(Ended).ConfigureAwait(false);
            killed = !_process.HasExited;
        }

        _process.Kill(entireProcessTree: true);
        await Ended.ConfigureAwait(false);
        await Within(Task.WhenAll(_output.Ended, _errors.Ended)).ConfigureAwait(false);
        return _report = new ProgramReport(_commandLine, _process.ExitCode, byItself, killed, $"{_output}", $"{_errors}");
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    Task Within(Task task) => Task.WhenAny(task, Task.Delay(_limits.ProgramEnd, _time));

    void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has closed it itself.
        }
    }
}
