namespace ProtoHarness.Engine.Simulation;

/// <summary>
/// Runs asynchronous code on the calling thread, one step at a time, in virtual time. Continuations that were captured come back
/// through <see cref="SynchronizationContext"/>; completions of the simulated transports and timers run without one, so that library code with
/// <c>ConfigureAwait(false)</c> stays on this thread too. What still goes to the thread pool is waited for and counted.
/// </summary>
public sealed class Simulation : IDisposable
{
    readonly Context _context;
    readonly List<Work> _ready = [];

    // What other threads put in line waits here until the next look: the line itself is the simulation's thread's alone.
    readonly List<Work> _foreign = [];
    readonly Lock _gate = new();
    readonly SimulationLimits _limits;
    readonly PoolWatch _pool;
    readonly ExecutionContext? _flow;
    readonly Heartbeat? _heartbeat = Heartbeat.Current;
    int _head;
    volatile bool _hasForeign;

    /// <summary>A simulation at its start, for the calling thread.</summary>
    /// <param name="seed">Gives the clock's start.</param>
    /// <param name="schedule">Decides what runs next.</param>
    /// <param name="limits">How far it may go.</param>
    /// <param name="clock">The date at the start; null: from the seed.</param>
    /// <param name="escapes">What earlier simulations of the same code showed of its threads; null: nothing.</param>
    public Simulation(Seed seed, ScheduleSource schedule, SimulationLimits limits, DateTimeOffset? clock = null, EscapeMemory? escapes = null)
    {
        Time = new VirtualTime(seed, clock);
        Schedule = schedule;
        _limits = limits;
        PoolWatch.LookBefore();
        _pool = new PoolWatch(limits, escapes ?? new EscapeMemory(), HasReady);
        _flow = _pool.Flow();
        _context = new Context(this);
    }

    /// <summary>The clock.</summary>
    public VirtualTime Time { get; }

    /// <summary>What decides.</summary>
    public ScheduleSource Schedule { get; }

    /// <summary>The steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>How often something came back from another thread: each is a place where a replay may differ.</summary>
    public int ForeignPosts => _pool.Hops;

    /// <summary>Whether work on other threads was not waited for to its end: then what the session came to may be owed to the machine.</summary>
    public bool IsUncertain => _pool.IsUncertain;

    /// <summary>What the code threw where nobody caught it; in any other program the first would have ended the process.</summary>
    public StrayExceptions Strays => _pool.Strays;

    /// <summary>Runs a task until it ends or nothing can go on. May be called again to go on.</summary>
    /// <param name="task">The task; it was started by <see cref="Start"/>.</param>
    /// <returns>Why it stopped.</returns>
    public SimulationEnd Run(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        var outer = SynchronizationContext.Current;
        var flow = EnterFlow();
        var deadline = Time.NowTicks + _limits.MaxTime.Ticks;
        var lastStep = Steps + _limits.MaxSteps;
        try
        {
            while (!task.IsCompleted)
            {
                _heartbeat?.Beat();
                if (Steps >= lastStep)
                {
                    return SimulationEnd.StepLimit;
                }

                if (TryTake(out var work))
                {
                    _pool.BeginStep();
                    Step(in work);
                    _pool.EndStep();
                }
                else if (!_pool.Await(atEnd: false))
                {
                    if (Time.Advance(deadline) is not { } timer)
                    {
                        if (_pool.Await(atEnd: true))
                        {
                            continue;
                        }

                        return Time.PendingTimers > 0 ? SimulationEnd.TimeLimit : SimulationEnd.Quiescent;
                    }

                    _pool.BeginStep();
                    Step(new Work(null, static timer => ((VirtualTimer)timer!).Fire(), timer));
                    _pool.EndStep();
                }
            }

            return SimulationEnd.Finished;
        }
        finally
        {
            _pool.GiveTurn();
            LeaveFlow(flow);
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Starts asynchronous code under this simulation.</summary>
    /// <param name="start">The code.</param>
    /// <returns>Its task.</returns>
    public Task Start(Func<Task> start)
    {
        ArgumentNullException.ThrowIfNull(start);
        var outer = SynchronizationContext.Current;
        var flow = EnterFlow();
        SynchronizationContext.SetSynchronizationContext(_context);
        try
        {
            return start();
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }
        finally
        {
            LeaveFlow(flow);
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Puts a completion of a simulated resource in line. It runs without a context.</summary>
    /// <param name="callback">What to run.</param>
    /// <param name="state">Its argument.</param>
    public void Enqueue(Action<object?> callback, object? state) => Add(new Work(null, callback, state));

    /// <summary>Whether a step that could complete at once shall wait its turn, so that others may come first.</summary>
    /// <returns>By the schedule.</returns>
    public bool ShouldYield() => !Schedule.IsInOrder && Schedule.Choose(4) == 3;

    /// <summary>Threads that still run code of this simulation no longer concern it.</summary>
    public void Dispose() => _pool.Strays.Dispose();

    /// <summary>Makes the calling thread's flow the roles': a step that goes on where a role waited then finds it, and need not change it twice.</summary>
    ExecutionContext? EnterFlow()
    {
        if (_flow is null)
        {
            return null;
        }

        var outer = ExecutionContext.Capture();
        ExecutionContext.Restore(_flow);
        return outer;
    }

    static void LeaveFlow(ExecutionContext? outer)
    {
        if (outer is not null)
        {
            ExecutionContext.Restore(outer);
        }
    }

    void Step(in Work work)
    {
        Steps++;
        SynchronizationContext.SetSynchronizationContext(work.Post is null ? null : _context);
        try
        {
            if (work.Post is { } post)
            {
                post(work.State);
            }
            else
            {
                work.Completion!(work.State);
            }
        }
        catch (Exception e)
        {
            // Of an async void method or of a callback: every other exception is in a task.
            _pool.Strays.Add(e);
        }
    }

    void Add(in Work work)
    {
        if (_pool.OnPost())
        {
            _ready.Add(work);
            return;
        }

        lock (_gate)
        {
            _foreign.Add(work);
            _hasForeign = true;
        }
    }

    void TakeForeign()
    {
        lock (_gate)
        {
            _ready.AddRange(_foreign);
            _foreign.Clear();
            _hasForeign = false;
        }
    }

    bool TryTake(out Work work)
    {
        if (_hasForeign)
        {
            TakeForeign();
        }

        var count = _ready.Count - _head;
        if (count == 0)
        {
            work = default;
            return false;
        }

        // The chosen one is swapped to the front only when it is not there already: in order, nothing moves.
        var chosen = _head + Schedule.Choose(count);
        work = _ready[chosen];
        if (chosen != _head)
        {
            _ready.RemoveAt(chosen);
        }
        else
        {
            _ready[_head++] = default;
            if (_head == _ready.Count)
            {
                _ready.Clear();
                _head = 0;
            }
        }

        return true;
    }

    bool HasReady() => _hasForeign || _ready.Count > _head;

    readonly record struct Work(SendOrPostCallback? Post, Action<object?>? Completion, object? State);

    sealed class Context(Simulation simulation) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => simulation.Add(new Work(d, null, state));

        public override void Send(SendOrPostCallback d, object? state) =>
            throw new NotSupportedException("SynchronizationContext.Send would block the simulation; use Post, or await.");

        public override SynchronizationContext CreateCopy() => this;
    }
}
