using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Runtime;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Engine;

/// <summary>
/// The coverage-guided loop, in this process: choose a kept input, change it, run it, keep it if it reached something new, report
/// it if it failed. One thread; the same seed, target and starting inputs give the same executions in a fresh process.
/// </summary>
public sealed class FuzzLoop : ICandidateSink
{
    // One in so many changed inputs is mended before it runs, where the parent holds something that a change may break. Each takes
    // several executions; where those are whole sessions, and messages are changed with their lengths kept right, hardly any is needed.
    const int RepairChance = 6;
    const int DearRepairChance = 64;
    // The clock is asked once in so many executions; where each is a whole session, more often.
    const int TickInterval = 1024;
    const int DearTickInterval = 16;
    const int ContinueChance = 64;

    // Knowing the structure costs a hundred times what blind changes cost, and is worth it for about as much time.
    // Where an execution is a whole session, it costs nothing beside it, and blind changes are the few.
    const int StructureShare = 48;
    const int DearBlindShare = 4;
    // What parts are taken from is chosen anew once in so many cheap executions: each kept input lies elsewhere in memory.
    const int OtherShare = 8;
    const int StabilityRuns = 3;

    // A kept input is made shorter by so many executions at most, in blocks not below this.
    const int TrimRuns = 300;
    const int TrimBlock = 4;
    const int SimplifyRuns = 40;

    // In steps: what an execution costs beside its steps, and how much dearer the traced build is.
    const int ExecutionCost = 200;
    const int TraceCost = 600;
    const int TraceFactor = 4;
    const long RoundCost = 400_000;

    // A kept input whose changed copies killed a process is tried once where it would have been tried so many times: every death costs
    // the start of a process, and the next copy is likely to die of the same bug.
    const int DeathPenalty = 256;

    readonly LoadedTarget _target;
    readonly FuzzOptions _options;
    readonly IFuzzEvents _events;
    readonly TimeProvider _time;
    readonly Executor _executor;
    readonly FeedbackObserver _feedback;
    readonly Extremes _extremes = new();
    readonly FuzzRandom _random;
    readonly TokenDictionary _tokens = new();
    readonly HavocMutator _havoc;
    readonly IMutator? _structure;
    readonly RepairStage _repair;
    readonly CompareStage _compare;
    readonly MutationBuffer _buffer;
    readonly FindingCollector _findings;
    readonly CancellationToken _cancellation;
    readonly InputStage _stage;
    readonly bool _isDear;
    readonly int _tickInterval;
    readonly int _repairChance;
    readonly long _started;
    readonly FuzzBody _run;
    long _tickAt;
    long _lastReport;
    long _lastReportExecutions;
    long _lastNew;
    int _depth;
    CorpusEntry? _parent;

    /// <summary>A loop over a loaded target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="options">The settings.</param>
    /// <param name="events">Who is told.</param>
    /// <param name="time">The clock; it only ends the run and times the reports.</param>
    /// <param name="stage">Where inputs lie while they run; own memory when null.</param>
    /// <param name="structure">Mutation that knows the input's structure; null when nothing is known.</param>
    /// <param name="cancellation">Ends the run.</param>
    public FuzzLoop(
        LoadedTarget target,
        FuzzOptions options,
        IFuzzEvents events,
        TimeProvider time,
        InputStage? stage = null,
        IMutator? structure = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(time);
        (_target, _options, _events, _time, _structure, _cancellation) = (target, options, events, time, structure, cancellation);
        _stage = stage ?? new InputStage(options.MaxInputBytes);
        _executor = new Executor(target.Source, _stage, options);
        _feedback = new FeedbackObserver(target);
        _random = new FuzzRandom(options.Seed);
        _havoc = new HavocMutator(_tokens);
        _repair = new RepairStage(this, options.MaxInputBytes);
        _compare = new CompareStage(this, _repair, _tokens, options.MaxInputBytes);
        _buffer = new MutationBuffer(options.MaxInputBytes);
        _findings = new FindingCollector(target, _executor, options);
        _started = _lastReport = _lastNew = time.GetTimestamp();
        _run = target.Coverage.Run;
        _isDear = target.Source.MinSteps > 0;
        _tickInterval = _isDear ? DearTickInterval : TickInterval;
        _repairChance = _isDear ? DearRepairChance : RepairChance;
        foreach (var token in target.Constants)
        {
            _tokens.Add(token);
        }
    }

    /// <summary>The dictionary; tokens may be added before the run.</summary>
    public TokenDictionary Tokens => _tokens;

    /// <summary>How many deaths of processes the copies of a kept input caused, by <see cref="CorpusEntry.Identity"/>.</summary>
    public IReadOnlyDictionary<ulong, int> Deaths { get; init; } = new Dictionary<ulong, int>();

    /// <summary>The kept inputs.</summary>
    public Corpus Corpus { get; } = new();

    /// <summary>Whether the budget is used up or the run was cancelled.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Runs until the budget is used up.</summary>
    /// <param name="seeds">The starting corpus; a few shapes of our own when empty.</param>
    /// <returns>What came out.</returns>
    public FuzzResult Run(IReadOnlyList<byte[]> seeds)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    Main(seeds);
                }
                catch (Exception e)
                {
                    failure = e;
                }
            },
            _options.StackBytes)
        { Name = "fuzz loop" };
        thread.Start();
        thread.Join();
        Guards.Disarm();
        if (failure is not null)
        {
            throw new InvalidOperationException("the fuzzing loop itself failed", failure);
        }

        return new FuzzResult(Snapshot(), _findings.All, [.. Corpus.Entries.Select(e => e.Data)], Covered());
    }

    /// <inheritdoc/>
    public bool Try(ReadOnlySpan<byte> candidate) => Try(candidate, out _, false);

    // After an execution that came to nothing only blind changes come before the next one, and they allocate nothing.
    bool Try(ReadOnlySpan<byte> candidate, out bool isUneventful, bool wasUneventful)
    {
        isUneventful = false;
        if (_executor.Executions >= _tickAt)
        {
            Tick();
            wasUneventful = false;
        }

        var outcome = wasUneventful ? _executor.RunNext(_run, candidate) : _executor.Run(_run, candidate);
        Cost += ExecutionCost + _executor.Steps;
        var isNew = _feedback.Collect();
        if (!isNew && !outcome.IsFailure && !_extremes.IsExceededBy(_executor))
        {
            isUneventful = true;
            return false;
        }

        return Consider(candidate, outcome, isNew);
    }

    /// <inheritdoc/>
    public void KeepAnyway(ReadOnlySpan<byte> candidate)
    {
        var outcome = _executor.Run(_run, candidate);
        _feedback.Collect();
        if (outcome.IsFailure)
        {
            Report(candidate, outcome);
        }
        else
        {
            Keep(candidate, isRecord: false);
        }
    }

    /// <inheritdoc/>
    public void Trace(ReadOnlySpan<byte> input)
    {
        CompareLog.Clear();
        _executor.Run(_target.Trace.Run, input);
        Cost += TraceCost + (TraceFactor * _executor.Steps);
    }

    /// <inheritdoc/>
    public long Cost { get; private set; }

    void Main(IReadOnlyList<byte[]> seeds)
    {
        // The first execution of anything runs static constructors; what they hit says nothing about the input.
        var start = seeds.Count > 0 ? seeds : [.. StartingInputs.Make(_random)];
        foreach (var seed in start)
        {
            _executor.Run(_run, Cut(seed));
        }

        _feedback.Edges.Clear();
        foreach (var seed in start)
        {
            Import(seed);
        }

        if (Corpus.Entries.Count == 0)
        {
            Keep([], isRecord: false);
        }

        IsOver |= _options.SeedsOnly;
        while (!IsOver)
        {
            Fuzz(Corpus.Choose(_random));
        }

        _events.Progress(Snapshot());
    }

    byte[] Cut(byte[] seed) => seed.Length > _options.MaxInputBytes ? seed[.._options.MaxInputBytes] : seed;

    void Import(byte[] input)
    {
        _parent = null;
        _depth = 0;
        Try(Cut(input));
    }

    void Fuzz(CorpusEntry entry)
    {
        _parent = entry;
        _depth = entry.Depth + 1;
        _stage.From(entry.Identity);
        if (Deaths.TryGetValue(entry.Identity, out var deaths) && !_random.OneIn(DeathPenalty * deaths))
        {
            Try(entry.Data);
            return;
        }

        if (entry.Rounds++ == 0 && !entry.IsRecord && _options.SolveComparisons)
        {
            _compare.Run(entry);
        }

        var energy = Corpus.Energy(entry);
        var breakable = _repair.IsBreakable(entry);
        var limit = Cost + RoundCost;
        var uneventful = false;
        var other = entry.Data;
        for (var i = 0; i < energy && Cost < limit && !IsOver; i++)
        {
            _buffer.Set(entry.Data);
            if (_isDear || i % OtherShare == 0)
            {
                other = Corpus.Any(_random).Data;
            }

            if (_structure is not null && (_isDear ? i % DearBlindShare != 0 : i % StructureShare == 0))
            {
                uneventful = false;
                if (!_structure.Mutate(_buffer, other, _random))
                {
                    _havoc.Mutate(_buffer, other, _random);
                }
            }
            else
            {
                _havoc.Mutate(_buffer, other, _random);
            }

            if (!breakable || !_random.OneIn(_repairChance))
            {
                Try(_buffer.Span, out uneventful, uneventful);
                continue;
            }

            uneventful = false;
            if (!_repair.Run(entry, _buffer) && _random.OneIn(ContinueChance))
            {
                _compare.Continue(_buffer.Span);
            }
        }
    }

    bool Consider(ReadOnlySpan<byte> candidate, Outcome outcome, bool isNew)
    {
        if (outcome.IsFailure)
        {
            Report(candidate, outcome);
            return false;
        }

        var isRecord = _extremes.IsExceededBy(_executor);
        _extremes.Note(_executor);
        if (isNew && !isRecord)
        {
            if (!IsStillNew(candidate))
            {
                return false;
            }

            // What comes from elsewhere stays as it is: its finder made it short, or somebody wrote it so.
            candidate = _parent is null ? candidate : _isDear ? Simplify(candidate.ToArray()) : Trim(candidate.ToArray());
        }

        Keep(candidate, isRecord: !isNew);
        return true;
    }

    // Runs it again a few times: a counter that differs depends on something else than the input.
    bool IsStillNew(ReadOnlySpan<byte> candidate)
    {
        var edges = _feedback.Edges;
        var first = edges.Buckets.ToArray();
        for (var run = 1; run < StabilityRuns; run++)
        {
            _executor.Run(_run, candidate);
            _feedback.Collect();
            for (var i = 0; i < first.Length; i++)
            {
                if (first[i] != edges.Buckets[i] && edges.Seen[i] != byte.MaxValue)
                {
                    edges.Ignore(i);
                }
            }
        }

        _executor.Run(_run, candidate);
        return _feedback.Collect();
    }

    // Short inputs run faster, and a change hits what matters in them. The counters of the last execution stay those of the input.
    byte[] Trim(byte[] input)
    {
        var reached = _feedback.Snapshot();
        var left = TrimRuns;
        bool IsSame(byte[] shorter)
        {
            return left-- > 0 && !IsOver && Holds(shorter) && _feedback.IsLike(reached);
        }

        var trimmed = InputMinimizer.Shorten(input, IsSame, TrimBlock);
        _executor.Run(_run, trimmed);
        _feedback.Collect();
        return trimmed;
    }

    // What is not needed for what is new is left out: it would be run with every changed copy.
    byte[] Simplify(byte[] input)
    {
        var news = _feedback.News();
        var exactly = FuzzFeedback.Alike == 1;
        var left = SimplifyRuns;
        while (Next() is { } simpler)
        {
            input = simpler;
        }

        _executor.Run(_run, input);
        _feedback.Collect();
        return input;

        byte[]? Next()
        {
            foreach (var simpler in _target.Source.Simpler(input))
            {
                if (left-- <= 0 || IsOver)
                {
                    return null;
                }

                if (Holds(simpler) && _feedback.HasAll(news, exactly))
                {
                    return simpler;
                }
            }

            return null;
        }
    }

    // What does less may fail where the whole did not, and is a finding like any other.
    bool Holds(ReadOnlySpan<byte> simpler)
    {
        var outcome = _executor.Run(_run, simpler);
        _feedback.Collect();
        if (outcome.IsFailure)
        {
            Report(simpler, outcome);
        }

        return !outcome.IsFailure;
    }

    void Keep(ReadOnlySpan<byte> candidate, bool isRecord)
    {
        _feedback.Mark();
        var entry = new CorpusEntry(candidate.ToArray(), _feedback.Features()) { Steps = _executor.Steps, Depth = _depth, IsRecord = isRecord };
        Corpus.Add(entry);
        if (_parent is not null)
        {
            _parent.Children++;
        }

        _lastNew = _time.GetTimestamp();
        _events.Kept(entry.Data);
        if (_target.Coverage.Verify is { } verify)
        {
            var outcome = _executor.Run(verify, entry.Data);
            _feedback.Edges.Clear();
            if (outcome.IsFailure)
            {
                Report(entry.Data, outcome);
            }
        }
    }

    void Report(ReadOnlySpan<byte> candidate, Outcome outcome)
    {
        var finding = _findings.Consider(candidate, outcome, _feedback.Edges, _executor.Executions);
        _feedback.Edges.Clear();
        if (finding is not null)
        {
            _events.Found(finding);
            IsOver |= _findings.All.Count >= _options.MaxFindings;
        }
    }

    void Tick()
    {
        _tickAt = Math.Min(_executor.Executions + _tickInterval, _options.MaxExecutions);
        IsOver |= _executor.Executions >= _options.MaxExecutions || _cancellation.IsCancellationRequested;
        var now = _time.GetTimestamp();
        IsOver |= _options.MaxTime != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(_started, now) >= _options.MaxTime;
        if (_time.GetElapsedTime(_lastReport, now) < _options.ProgressInterval)
        {
            return;
        }

        // Importing runs inputs, and every run ends here again: the clock is moved on first.
        var snapshot = Snapshot();
        _lastReport = now;
        _lastReportExecutions = _executor.Executions;
        var (parent, depth) = (_parent, _depth);
        foreach (var input in _events.Progress(snapshot))
        {
            Import(input);
        }

        (_parent, _depth) = (parent, depth);
    }

    FuzzProgress Snapshot()
    {
        var now = _time.GetTimestamp();
        var seconds = Math.Max(_time.GetElapsedTime(_lastReport, now).TotalSeconds, 1e-9);
        return new FuzzProgress(
            _time.GetElapsedTime(_started, now),
            _executor.Executions,
            (_executor.Executions - _lastReportExecutions) / seconds,
            _feedback.Edges.EdgesSeen,
            _target.Sites.Count,
            _feedback.StatesSeen,
            Corpus.Entries.Count,
            _findings.All.Count,
            _time.GetElapsedTime(_lastNew, now),
            1 - (_feedback.Edges.Ignored / (double)Math.Max(1, _feedback.Edges.EdgesSeen)));
    }

    bool[] Covered()
    {
        var covered = new bool[_target.Sites.Count];
        for (var i = 0; i < covered.Length; i++)
        {
            covered[i] = _feedback.Edges.Seen[i] != 0;
        }

        return covered;
    }
}
