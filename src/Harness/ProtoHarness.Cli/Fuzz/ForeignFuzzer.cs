using System.Diagnostics;
using System.Globalization;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Bridges;

namespace ProtoHarness.Cli.Fuzz;

/// <summary>Runs afl-fuzz or libFuzzer on a target.</summary>
sealed class ForeignFuzzer(FuzzSettings settings, IFuzzReport report)
{
    const string ExecutedUnits = "stat::number_of_executed_units:";
    const int MaxLastLines = 12;

    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    readonly Lock _gate = new();
    readonly Queue<string> _lastLines = [];
    long _executedUnits;

    /// <summary>Runs it until its time is over, it stops of its own accord, or the user ends it.</summary>
    /// <returns>What it came to.</returns>
    /// <exception cref="InvalidOperationException">It is not installed, and the text says what to install; or it gave up, and the text is its last words.</exception>
    public async Task<ForeignRun> RunAsync(FuzzChoice choice, FuzzCampaignOptions options, CancellationToken cancellation)
    {
        var folder = Path.Combine(options.Folder!, settings.Engine);
        Directory.CreateDirectory(folder);
        var start = settings.Engine == "afl" ? PrepareAfl(choice, options, folder)
            : LibFuzzer.Prepare(LibFuzzer.Build(choice.Target, folder), choice.Target, options.Loop, folder, ["-print_final_stats=1", .. Runs("-runs=")]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        var began = TimeProvider.System.GetTimestamp();
        var code = await RunOnceAsync(start, choice, cancellation).ConfigureAwait(false);

        string[] failing = [.. Failing(folder)];
        return code != 0 && failing.Length == 0 && !cancellation.IsCancellationRequested
            ? throw new InvalidOperationException($"{start.FileName} gave up with exit code {code}:\n{Last(MaxLastLines)}")
            : new ForeignRun(Math.Max(_executedUnits, AflExecutions(folder)), TimeProvider.System.GetElapsedTime(began), failing);
    }

    /// <returns>Its exit code.</returns>
    async Task<int> RunOnceAsync(ProcessStartInfo start, FuzzChoice choice, CancellationToken cancellation)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} could not be started");
        process.OutputDataReceived += (_, e) => Take(e.Data);
        process.ErrorDataReceived += (_, e) => Take(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync(CancellationToken.None);
        while (!ended.IsCompleted && !cancellation.IsCancellationRequested)
        {
            await Task.WhenAny(ended, Task.Delay(Poll, TimeProvider.System, cancellation)).ConfigureAwait(false);
            report.Note(choice, Last(1));
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
        return process.ExitCode;
    }

    void Take(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_gate)
        {
            _lastLines.Enqueue(line.Trim());
            if (_lastLines.Count > MaxLastLines)
            {
                _lastLines.Dequeue();
            }

            if (line.StartsWith(ExecutedUnits, StringComparison.Ordinal) && long.TryParse(line[ExecutedUnits.Length..], CultureInfo.InvariantCulture, out var units))
            {
                _executedUnits = units;
            }
        }
    }

    string Last(int lines)
    {
        lock (_gate)
        {
            return string.Join('\n', _lastLines.TakeLast(lines));
        }
    }

    ProcessStartInfo PrepareAfl(FuzzChoice choice, FuzzCampaignOptions options, string folder)
    {
        if (!AflFuzz.IsInstalled())
        {
            throw new InvalidOperationException("afl-fuzz is not installed (on Debian: apt-get install afl++)");
        }

        // Parts of a sharded campaign share the folder: the first is the main one, as AFL++ wants it.
        return AflFuzz.Prepare(choice.Target, options.Loop, folder, settings.Shard.Count > 1 ? Instance : null, settings.Shard.Index == 1, Runs("-E"));
    }

    string Instance => $"part{settings.Shard.Index}";

    string[] Runs(string option) => settings.Runs is not { } runs ? []
        : option[^1] == '=' ? [string.Create(CultureInfo.InvariantCulture, $"{option}{runs}")]
        : [option, runs.ToString(CultureInfo.InvariantCulture)];

    // A line of fuzzer_stats is a name, a colon and a value.
    long AflExecutions(string folder)
    {
        var stats = Path.Combine(folder, "out", settings.Shard.Count > 1 ? Instance : "default", "fuzzer_stats");
        return !File.Exists(stats) ? 0 : File.ReadLines(stats)
            .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
            .Where(parts => parts is ["execs_done", _])
            .Select(parts => long.Parse(parts[1], CultureInfo.InvariantCulture))
            .FirstOrDefault();
    }

    // afl-fuzz: out/INSTANCE/crashes/id:..., hangs/id:...; libFuzzer: crash-..., timeout-..., oom-...
    static IEnumerable<string> Failing(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(Path.GetDirectoryName(file)) is "crashes" or "hangs" ? Path.GetFileName(file).StartsWith("id", StringComparison.Ordinal)
            : Path.GetFileName(file).Split('-')[0] is "crash" or "timeout" or "oom" && Path.GetDirectoryName(file) == folder)
        .Order(StringComparer.Ordinal);
}
