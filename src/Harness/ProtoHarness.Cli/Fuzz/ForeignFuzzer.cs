using System.Diagnostics;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Bridges;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>Runs afl-fuzz or libFuzzer on a target.</summary>
sealed class ForeignFuzzer(FuzzSettings settings, IFuzzReport report)
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Runs it until its time is over, it stops of its own accord, or the user ends it.</summary>
    /// <returns>The inputs that it says fail.</returns>
    /// <exception cref="InvalidOperationException">It is not installed; the text says what to install.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(FuzzChoice choice, FuzzCampaignOptions options, CancellationToken cancellation)
    {
        var folder = Path.Combine(options.Folder!, settings.Engine);
        Directory.CreateDirectory(folder);
        var start = settings.Engine == "afl" ? PrepareAfl(choice, options, folder)
            : LibFuzzer.Prepare(LibFuzzer.Build(choice.Target, folder), choice.Target, options.Loop, folder, Runs("-runs="));
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} could not be started");
        var last = "";
        void Take(string? line) => last = string.IsNullOrWhiteSpace(line) ? last : line.Trim();
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync(CancellationToken.None);
        while (!ended.IsCompleted && !cancellation.IsCancellationRequested)
        {
            await Task.WhenAny(ended, Task.Delay(Poll, TimeProvider.System, cancellation)).ConfigureAwait(false);
            report.Note(choice, last);
        }

        if (!ended.IsCompleted)
        {
            // Ctrl-C reached it as well; it gets a moment to write its state down.
            await Task.WhenAny(ended, Task.Delay(Grace, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        await ended.ConfigureAwait(false);
        return [.. Failing(folder)];
    }

    ProcessStartInfo PrepareAfl(FuzzChoice choice, FuzzCampaignOptions options, string folder)
    {
        if (!AflFuzz.IsInstalled())
        {
            throw new InvalidOperationException("afl-fuzz is not installed (on Debian: apt-get install afl++)");
        }

        // Parts of a sharded campaign share the folder: the first is the main one, as AFL++ wants it.
        var instance = settings.Shard.Count > 1 ? $"part{settings.Shard.Index}" : null;
        return AflFuzz.Prepare(choice.Target, options.Loop, folder, instance, settings.Shard.Index == 1, Runs("-E"));
    }

    string[] Runs(string option) => settings.Runs is not { } runs ? []
        : option[^1] == '=' ? [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{option}{runs}")]
        : [option, runs.ToString(System.Globalization.CultureInfo.InvariantCulture)];

    // afl-fuzz: out/INSTANCE/crashes/id:..., hangs/id:...; libFuzzer: crash-..., timeout-..., oom-...
    static IEnumerable<string> Failing(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) is "crashes" or "hangs" ? Path.GetFileName(file).StartsWith("id", StringComparison.Ordinal)
            : Path.GetFileName(file).Split('-')[0] is "crash" or "timeout" or "oom" && Path.GetDirectoryName(file) == folder)
        .Order(StringComparer.Ordinal);
}
