using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Coverage;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Isolation;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing;

/// <summary>Fuzzes one target until its budget ends, in this process or in workers of its own, and keeps what it found.</summary>
public sealed class FuzzCampaign
{
    readonly TargetSource _target;
    readonly FuzzCampaignOptions _options;
    readonly TimeProvider _time;
    readonly Timeline? _timeline;

    /// <summary>A campaign.</summary>
    /// <param name="target">The target.</param>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArgumentException">Settings that do not go together; the text names them.</exception>
    public FuzzCampaign(TargetSource target, FuzzCampaignOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (options.Isolated && options.Folder is null)
        {
            throw new ArgumentException("worker processes share a folder; set Folder, or Isolated to false", nameof(options));
        }

        if (options.Workers > 1 && !options.Isolated)
        {
            throw new ArgumentException("one process runs one target at a time; set Isolated, or Workers to 1", nameof(options));
        }

        (_target, _options, _time) = (target, options, time);
        _timeline = options.Folder is { } folder ? new Timeline(folder) : null;
    }

    /// <summary>Raised about once in <see cref="FuzzOptions.ProgressInterval"/>, from any thread.</summary>
    public event Action<FuzzProgress>? Progressed;

    /// <summary>Raised when there is something that the user should know, such as that the record has changed since the corpus was kept.</summary>
    public event Action<string>? Noticed;

    /// <summary>Raised for each distinct failure, from any thread.</summary>
    public event Action<FuzzFinding>? Found;

    /// <summary>Runs the campaign.</summary>
    /// <param name="cancellation">Ends it early; what was found stays.</param>
    public async Task<FuzzCampaignResult> RunAsync(CancellationToken cancellation = default)
    {
        // Code that can be unloaded is never optimised by what it does when it runs.
        using var loaded = _options.Isolated && !_target.IsOfFrames ? null
            : _options.SharesCopies ? LoadedTarget.LoadShared(_target)
            : LoadedTarget.Load(_target, collectible: _options.Isolated);
        var cutter = loaded is null ? null : FrameCutter.For(loaded, _options.Loop);
        if (Read(cutter) is { } reading && CampaignState.Load(_options.Folder!).Reading is { } before && reading.ChangeSince(before) is { } change)
        {
            Noticed?.Invoke(change);
        }

        byte[][] seeds = [.. CorpusTools.Inputs(_target, cutter, _options.Seeds, _options.Loop.MaxInputBytes).Select(seed => seed.Bytes)];
        if (_options.Folder is { } folder)
        {
            var corpus = new CorpusFolder(Path.Combine(folder, "corpus"));
            Array.ForEach(seeds, seed => corpus.Add(seed));
        }

        return _options.Isolated
            ? await RunIsolatedAsync(cutter, cancellation).ConfigureAwait(false)
            : await RunHereAsync(loaded!, seeds, cutter, cancellation).ConfigureAwait(false);
    }

    CorpusReading? Read(FrameCutter? cutter) =>
        cutter is not null && _options.Folder is { } folder ? CorpusReading.Of(cutter, Path.Combine(folder, "corpus")) : null;

    // A campaign that does not count on begins its history anew.
    CampaignState Earlier()
    {
        if (_options is { Resume: true, Folder: { } folder })
        {
            return CampaignState.Load(folder);
        }

        _timeline?.Clear();
        return new CampaignState(0, TimeSpan.Zero, 0);
    }

    void Report(FuzzProgress progress)
    {
        _timeline?.Add(progress);
        Progressed?.Invoke(progress);
    }

    // Not on the pool: sessions look after each step whether a role's work is there, and a thread that is busy there for hours is looked at each time.
    Task<FuzzCampaignResult> RunHereAsync(LoadedTarget target, byte[][] seeds, FrameCutter? cutter, CancellationToken cancellation) =>
        Task.Factory.StartNew(() => RunHere(target, seeds, cutter, cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    FuzzCampaignResult RunHere(LoadedTarget target, byte[][] seeds, FrameCutter? cutter, CancellationToken cancellation)
    {
        var earlier = Earlier();
        var reading = _options.Folder is { } kept ? CampaignState.Load(kept).Reading : null;
        var memory = new MemoryEvents(
            progress =>
            {
                // Whoever kills us now counts on from here.
                var now = earlier.And(progress);
                Save(now, earlier, reading);
                Report(now);
            },
            finding => Found?.Invoke(finding),
            _options.Folder);
        var start = CampaignLoop.Start(_target, _options.Loop, memory.Start(seeds));
        var result = CampaignLoop.Create(target, _options.Loop, memory, _time, null, new Dictionary<ulong, int>(), cancellation).Run(start);
        var last = earlier.And(result.Last);
        Save(last, earlier, Read(cutter));
        return new FuzzCampaignResult(_target.Name, last, result.Findings, result.Corpus.Count, earlier.Deaths);
    }

    void Save(FuzzProgress progress, CampaignState earlier, CorpusReading? reading)
    {
        if (_options.Folder is { } folder)
        {
            new CampaignState(progress.Executions, progress.Elapsed, earlier.Deaths) { Reading = reading }.Save(folder);
        }
    }

    async Task<FuzzCampaignResult> RunIsolatedAsync(FrameCutter? cutter, CancellationToken cancellation)
    {
        var folder = _options.Folder!;
        var earlier = Earlier();
        var reading = CampaignState.Load(folder).Reading;
        var findings = new FailureFolder(Path.Combine(folder, "findings"));
        var known = new HashSet<string>(_options.Resume ? findings.Load().Select(f => f.Key) : [], StringComparer.Ordinal);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var supervisors = Enumerable.Range(0, _options.Workers).Select(i => new Supervisor(_target, _options, i, _time)).ToArray();
        var running = Task.WhenAll(supervisors.Select(s => s.RunAsync(stop.Token)));
        var started = _time.GetTimestamp();
        var last = Total(supervisors, earlier, started);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Delay(_options.Loop.ProgressInterval, _time, CancellationToken.None)).ConfigureAwait(false);
            last = Total(supervisors, earlier, started);
            foreach (var finding in findings.Load().Where(f => known.Add(f.Key)))
            {
                Found?.Invoke(finding);
            }

            last = last with { Findings = known.Count };
            new CampaignState(last.Executions, last.Elapsed, earlier.Deaths + supervisors.Sum(s => s.Deaths)) { Reading = running.IsCompleted ? Read(cutter) : reading }.Save(folder);
            Report(last);
            if (known.Count >= _options.Loop.MaxFindings)
            {
                await stop.CancelAsync().ConfigureAwait(false);
            }
        }

        await running.ConfigureAwait(false);
        var corpus = Directory.EnumerateFiles(Path.Combine(folder, "corpus")).Count(f => !Path.GetFileName(f).StartsWith('.'));
        return new FuzzCampaignResult(_target.Name, last with { Corpus = corpus }, findings.Load(), corpus, earlier.Deaths + supervisors.Sum(s => s.Deaths));
    }

    FuzzProgress Total(Supervisor[] supervisors, CampaignState earlier, long started)
    {
        var all = supervisors.Select(s => s.Last).OfType<FuzzProgress>().ToArray();
        return new FuzzProgress(
            earlier.Elapsed + _time.GetElapsedTime(started),
            earlier.Executions + all.Sum(p => p.Executions),
            all.Sum(p => p.PerSecond),
            all.Max(p => (int?)p.Edges) ?? 0,
            all.Max(p => (int?)p.EdgesTotal) ?? 0,
            all.Max(p => (int?)p.States) ?? 0,
            all.Max(p => (int?)p.Corpus) ?? 0,
            all.Sum(p => p.Findings),
            all.Min(p => (TimeSpan?)p.SinceNew) ?? TimeSpan.Zero,
            all.Min(p => (double?)p.Stability) ?? 1);
    }
}
