using ProtoHarness.Testing.Time;

namespace ProtoHarness.Testing.Schedules;

/// <summary>
/// One run of a scenario under one schedule. Strands run one at a time: each until it ends, awaits something that is not there yet, or comes
/// to a <see cref="Point"/>; then the schedule says which goes on.
/// </summary>
/// <remarks>
/// Strands stand on threads of their own, so a point may be anywhere in synchronous code, but not inside a lock that another strand takes.
/// Under control is what is awaited in the strands' synchronization context, what is given to <see cref="Queue"/> or <see cref="Start"/>, and
/// what timers of <see cref="Clock"/> do. What escapes: <c>ConfigureAwait(false)</c> on something unfinished, <c>Task.Run</c> and the thread pool,
/// <c>ValueTask.AsTask</c> of a source that completes asynchronously, timers of another clock. See <see cref="ExploreOptions.EscapeGrace"/>.
/// </remarks>
public sealed partial class ScheduleRun
{
    [ThreadStatic]
    static Strand? t_strand;

    readonly ExploreOptions _options;
    readonly ISchedulePolicy _policy;
    readonly StrandThreads _threads;
    readonly StrandContext _context;
    readonly object _sync = new();
    readonly List<Strand> _runnable = [];
    readonly List<Strand> _strands = [];
    readonly List<string> _trace = [];
    readonly SemaphoreSlim _ended = new(0);
    readonly SemaphoreSlim _unwound = new(0);
    volatile bool _aborting;
    Task? _root;
    Exception? _error;
    int _steps;

    internal ScheduleRun(ExploreOptions options, ulong seed, ISchedulePolicy policy, StrandThreads threads)
    {
        _options = options;
        _policy = policy;
        _threads = threads;
        _context = new(this);
        Clock = new(seed);
        Random = new(unchecked((int)(seed ^ (seed >> 32))));
    }

    /// <summary>The run on whose strand the caller is, or <see langword="null"/>.</summary>
    public static ScheduleRun? Current => t_strand?.Run;

    /// <summary>The only clock of the run.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>Randomness for the scenario; the same whenever the schedule is replayed.</summary>
    public Random Random { get; }

    /// <summary>What happened, a line for each step at which there was a choice.</summary>
    internal IReadOnlyList<string> Trace => _trace;

    internal int Switches { get; private set; }

    /// <summary>Another strand may run here. Nothing happens outside of a run.</summary>
    public void Point(string name)
    {
        if (t_strand is not { } strand || strand.Run != this)
            return;
        ThrowIfAborting();
        strand.At = name;
        if (++_steps > _options.MaxSteps)
            throw new InvalidOperationException($"More than {_options.MaxSteps} steps: a loop, or raise {nameof(ExploreOptions.MaxSteps)}.");
        Strand? next;
        lock (_sync)
        {
            _runnable.Add(strand);
            next = Choose(strand);
        }

        if (next == strand)
            return;
        Switches++;
        HandOver(next!);
        strand.Wake.Wait();
        ThrowIfAborting();
    }

    /// <summary>The run has failed, whatever becomes of the exception where it is thrown. The first failure counts.</summary>
    public void Fail(Exception error) => _error ??= error is ScheduleAbortedException ? null : error;

    /// <summary>Starts a body as a strand of its own. An exception that comes out of it fails the run at once.</summary>
    public Task Start(string name, Func<Task> body)
    {
        var done = new TaskCompletionSource();
        Add(name, async _ =>
        {
            try
            {
                await body();
                done.SetResult();
            }
            catch (Exception thrown)
            {
                Fail(thrown);
                done.SetException(thrown);
            }
        }, null);
        return done.Task;
    }

    /// <summary>Runs work later as a strand of its own.</summary>
    public void Queue(Action<object> work, object state, string name = "work") => Add(name, state => work(state!), state);

    internal Exception? Execute(Func<ScheduleRun, Task> scenario)
    {
        Add("scenario", _ => _root = scenario(this), null);
        Strand first;
        lock (_sync)
            first = Choose(null)!;
        HandOver(first);
        if (!_ended.Wait(_options.BlockedAfter))
            return new InvalidOperationException($"A strand blocks its thread for {_options.BlockedAfter}: a lock held across a point, or a blocking wait.");
        Unwind();
        foreach (var strand in _strands)
            strand.Dispose();
        return _error;
    }

    internal void Work(Strand strand, Action beforeHandOver)
    {
        SynchronizationContext.SetSynchronizationContext(_context);
        for (var next = strand; next is not null;)
        {
            t_strand = next;
            try
            {
                next.Work();
            }
            catch (ScheduleAbortedException)
            {
            }
            catch (Exception thrown)
            {
                Fail(thrown);
            }

            t_strand = null;
            next = AfterEnd(beforeHandOver);
        }
    }

    internal void Add(string name, SendOrPostCallback work, object? state)
    {
        lock (_sync)
        {
            var strand = new Strand(this, _strands.Count + 1, name, work, state);
            _strands.Add(strand);
            _runnable.Add(strand);
            Monitor.PulseAll(_sync);
        }
    }

    Strand? AfterEnd(Action beforeHandOver)
    {
        if (_aborting)
        {
            beforeHandOver();
            _unwound.Release();
            return null;
        }

        Strand? next;
        lock (_sync)
            next = _error is null && _root is not { IsFaulted: true } and not { IsCanceled: true } ? Choose(null) : null;
        if (next is { At: null })
            return next;
        beforeHandOver();
        if (next is null)
            End();
        else
            next.Wake.Release();
        return null;
    }

    void HandOver(Strand next)
    {
        if (next.At is null)
            _threads.Start(next);
        else
            next.Wake.Release();
    }

    void End()
    {
        if (_error is null && _root is { IsFaulted: true })
            _error = _root.Exception!.InnerException;
        else if (_error is null && _root is { IsCanceled: true })
            _error = new OperationCanceledException("The scenario was cancelled.");
        else if (_error is null && _root is not { IsCompleted: true })
            _error = new ScheduleDeadlockException($"Deadlock: the scenario has not ended, and nothing can run. {_strands.Count} strands have run.");
        _ended.Release();
    }

    void Unwind()
    {
        _aborting = true;
        foreach (var strand in _strands)
        {
            if (strand.At is null || !_runnable.Contains(strand))
                continue;
            strand.Wake.Release();
            _unwound.Wait(_options.BlockedAfter);
        }
    }

    void ThrowIfAborting()
    {
        if (_aborting || _error is not null)
            throw new ScheduleAbortedException();
    }
}
