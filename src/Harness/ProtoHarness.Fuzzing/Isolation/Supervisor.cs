using System.Diagnostics;
using System.Text;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Isolation;

/// <summary>
/// Keeps one worker process going: reads the staged input when it dies, kills it when an input does not end, replays what killed
/// it in a process of its own, and starts the next.
/// </summary>
sealed class Supervisor(TargetSource target, FuzzCampaignOptions options, int index, TimeProvider time)
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    // Deaths before the first input are not the target's: after so many in a row there is no point in going on.
    const int MaxFailedStarts = 3;

    readonly FailureFolder _findings = new(Path.Combine(options.Folder!, "findings"));
    readonly string _page = Path.Combine(options.Folder!, $".worker-{index}");
    readonly Dictionary<ulong, int> _deaths = [];
    FuzzProgress? _last;

    /// <summary>Executions of all workers that this one kept going.</summary>
    public long Executions { get; private set; }

    /// <summary>How often a worker died.</summary>
    public int Deaths { get; private set; }

    /// <summary>Where the worker stands.</summary>
    public FuzzProgress? Last => _last;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var failedStarts = 0;
        for (var generation = 0; !cancellation.IsCancellationRequested; generation++)
        {
            var left = options.Loop.MaxTime == Timeout.InfiniteTimeSpan ? options.Loop.MaxTime : options.Loop.MaxTime - time.GetElapsedTime(started);
            if ((left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan) || Executions >= options.Loop.MaxExecutions)
            {
                return;
            }

            // The next one goes another way than the one that died.
            var seed = options.Loop.Seed + ((ulong)index << 32) + (ulong)generation;
            var loop = options.Loop with { Seed = seed, MaxTime = left, MaxExecutions = options.Loop.MaxExecutions - Executions };
            var end = await RunWorkerAsync(new WorkerSpec(target.Reference, options.Folder!, _page, loop) { Deaths = _deaths }, cancellation).ConfigureAwait(false);
            Executions += end.Executions;
            _last = _last is null ? null : _last with { Executions = Executions };
            if (end.ExitCode == 0 || cancellation.IsCancellationRequested)
            {
                return;
            }

            failedStarts = end.WasStarted ? 0 : failedStarts + 1;
            if (failedStarts >= MaxFailedStarts)
            {
                throw new InvalidOperationException($"worker processes of {target.Name} die before they run anything: {end.Output}");
            }
        }
    }

    async Task<WorkerEnd> RunWorkerAsync(WorkerSpec spec, CancellationToken cancellation)
    {
        using var page = StagePage.Open(_page, spec.Options.MaxInputBytes, create: true);
        using var process = WorkerProcess.Start("worker", options.WorkerMemoryBytes, spec.ToJson());
        var output = Collect(process);
        var hung = await WatchAsync(process, page, cancellation).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _last = page.Progress;
        var end = new WorkerEnd(process.ExitCode, page.Executions, page.IsStarted, Text(output));
        if (process.ExitCode != 0 && page.IsRunning && !cancellation.IsCancellationRequested)
        {
            Deaths++;
            _deaths[page.Parent] = _deaths.GetValueOrDefault(page.Parent) + 1;
            await TriageAsync(spec, page.Input(), end, hung).ConfigureAwait(false);
        }

        return end;
    }

    // Returns whether the worker was killed because an input did not end.
    async Task<bool> WatchAsync(Process process, StagePage page, CancellationToken cancellation)
    {
        var (lastCount, lastMove) = (-1L, time.GetTimestamp());
        while (!process.HasExited)
        {
            if (cancellation.IsCancellationRequested)
            {
                process.Kill();
                return false;
            }

            var count = page.Executions;
            if (count != lastCount || !page.IsRunning)
            {
                (lastCount, lastMove) = (count, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(lastMove) > options.HangTimeout)
            {
                process.Kill();
                return true;
            }

            _last = page.Progress with { Executions = Executions + count };
            await Task.Delay(Poll, time, CancellationToken.None).ConfigureAwait(false);
        }

        return false;
    }

    async Task TriageAsync(WorkerSpec spec, byte[] input, WorkerEnd end, bool hung)
    {
        var file = _page + ".input";
        await File.WriteAllBytesAsync(file, input).ConfigureAwait(false);
        using var page = StagePage.Open(_page + ".triage", spec.Options.MaxInputBytes, create: true);
        using var process = WorkerProcess.Start("once", options.WorkerMemoryBytes, (spec with { Stage = _page + ".triage" }).ToJson(), file);
        var output = Collect(process);
        var hungAgain = await WatchAsync(process, page, CancellationToken.None).ConfigureAwait(false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        var confirmed = process.ExitCode != 0;
        var text = confirmed && process.ExitCode != WorkerMain.FailedAgain ? Text(output) : end.Output;
        var code = confirmed && process.ExitCode != WorkerMain.FailedAgain ? process.ExitCode : end.ExitCode;
        _findings.Add(DeathReport.Make(target.Name, input, code, text, hung || hungAgain, Executions + end.Executions, confirmed));

        // In the corpus, where somebody else may have put it, it would kill every worker that starts.
        File.Delete(Path.Combine(options.Folder!, "corpus", CorpusFolder.NameOf(input)));
        File.Delete(file);
        File.Delete(_page + ".triage");
    }

    // A stack overflow prints every frame; more than this is not needed to tell two apart.
    static StringBuilder Collect(Process process)
    {
        const int maxChars = 64 * 1024;
        var text = new StringBuilder();
        void Add(string? line)
        {
            lock (text)
            {
                if (line is not null && text.Length < maxChars)
                {
                    text.AppendLine(line);
                }
            }
        }

        process.ErrorDataReceived += (_, e) => Add(e.Data);
        process.OutputDataReceived += (_, e) => Add(e.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return text;
    }

    static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    sealed record WorkerEnd(int ExitCode, long Executions, bool WasStarted, string Output);
}
