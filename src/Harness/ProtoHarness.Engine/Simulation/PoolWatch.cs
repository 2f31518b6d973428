namespace ProtoHarness.Engine.Simulation;

/// <summary>
/// Sees work of the roles that has left the simulation's thread: for the thread pool, or for a thread of a role's own. A role's code is known by its
/// execution context. Between the pool's queue and the first step there, nothing tells whose an item is: then the pool's counters decide, which are exact
/// as long as nobody else uses the pool.
/// </summary>
/// <param name="limits">How long is waited. Real time, because the pool lives in it; it decides nothing but how long the harness waits.</param>
/// <param name="escapes">What earlier sessions of the same plugin showed.</param>
/// <param name="hasReady">Whether the simulation has a step to make.</param>
sealed class PoolWatch(SimulationLimits limits, EscapeMemory escapes, Func<bool> hasReady)
{
    static readonly AsyncLocal<PoolWatch?> Owner = new(OnOwnerChanged);
    static readonly TimeSpan PatienceOnceEscaped = TimeSpan.FromMilliseconds(5);

    /// <summary>The longest that a thread is thought to be held up between the pool's queue and its first step.</summary>
    static readonly TimeSpan PatienceInDoubt = TimeSpan.FromMilliseconds(50);

    static readonly TimeSpan Starved = TimeSpan.FromMilliseconds(1);

    /// <summary>How long a role's work on the pool waits for its turn: whoever has it may itself be waiting for that work.</summary>
    static readonly TimeSpan PatienceForTurn = TimeSpan.FromMilliseconds(250);

    [ThreadStatic]
    static bool hasTurn;

    // Held by the simulation's thread from one step to the next as long as nobody else asks for it.
    readonly Lock _turn = new();
    readonly Thread _thread = Thread.CurrentThread;
    readonly int _self = Thread.CurrentThread.IsThreadPoolThread ? 1 : 0;
    bool _isOurTurn;
    int _askers;
    int _hops;
    int _running;
    int _escaped;
    long _others = ThreadPool.CompletedWorkItemCount;
    int _exits;
    TimeSpan _waited;

    /// <summary>Whose code the calling flow runs; null when it is nobody's.</summary>
    public static PoolWatch? Current => Owner.Value;

    /// <summary>What the roles threw where nobody caught it.</summary>
    public StrayExceptions Strays { get; } = new();

    /// <summary>How often a role's work came from another thread.</summary>
    public int Hops => Volatile.Read(ref _hops);

    /// <summary>Whether patience ran out: then what the session came to may be owed to the machine.</summary>
    public bool IsUncertain { get; private set; }

    /// <summary>The calling flow as it is where it runs this simulation's code.</summary>
    /// <returns>One flow for all the code, so that going from one piece of it to the next changes nothing; null where flows are suppressed.</returns>
    public ExecutionContext? Flow()
    {
        var before = Owner.Value;
        Owner.Value = this;
        var flow = ExecutionContext.Capture();
        Owner.Value = before;
        return flow;
    }

    /// <summary>Looks at the pool before the roles' code runs: what is busy then is not theirs, and what others kept busy a moment ago no longer hides what will be.</summary>
    public static void LookBefore()
    {
        var busy = PoolLevel.Busy();
        if (!PoolLevel.IsKnownIdle(busy))
        {
            PoolLevel.Sample(busy);
        }
    }

    /// <summary>Something was put in line.</summary>
    /// <returns>Whether the simulation's own thread did.</returns>
    public bool OnPost()
    {
        if (Thread.CurrentThread == _thread)
        {
            return true;
        }

        Interlocked.Increment(ref _hops);
        return false;
    }

    /// <summary>Begins a step on the simulation's thread: no work on the pool runs beside it, so that nothing hangs on who is faster.</summary>
    public void BeginStep()
    {
        if (!_isOurTurn)
        {
            _isOurTurn = TakeTurn();
        }
    }

    /// <summary>Ends a step and waits it sent to other threads, so that the order of events does not hang on how fast they are.</summary>
    public void EndStep()
    {
        var isCalm = IsCalm();
        if (!isCalm || Volatile.Read(ref _askers) > 0)
        {
            GiveTurn();
        }

        if (!isCalm && (_waited < limits.PoolPatienceInAll || Volatile.Read(ref _running) > _escaped))
        {
            Wait(limits.PoolPatienceBetween, untilReady: false, calmSuffices: true);
        }
    }

    /// <summary>Lets a role's work on the pool have its turn, until the next step.</summary>
    public void GiveTurn()
    {
        if (_isOurTurn)
        {
            _isOurTurn = false;
            _turn.Exit();
        }
    }

    /// <summary>Waits, when there is no step to make, while a role's work may be elsewhere.</summary>
    /// <param name="atEnd">Whether the session would be said to be stuck otherwise; then a longer look is worth it.</param>
    /// <returns>Whether there is a step to make now.</returns>
    public bool Await(bool atEnd)
    {
        GiveTurn();

        // Somebody else's item that ended hides one of ours that began.
        var others = ThreadPool.CompletedWorkItemCount - Volatile.Read(ref _exits);
        var isDoubtful = PoolLevel.Busy() > _self && others > _others && (atEnd || Hops > 0);
        _others = Math.Max(others, _others);
        if (isDoubtful || !IsCalm())
        {
            Wait(atEnd ? limits.PoolPatienceAtEnd : limits.PoolPatienceBetween, untilReady: true, calmSuffices: !isDoubtful);
        }

        return hasReady();
    }

    /// <summary>Sees the roles' code come and go on threads that are not the simulation's.</summary>
    static void OnOwnerChanged(AsyncLocalValueChangedArgs<PoolWatch?> change)
    {
        if (change.ThreadContextChanged)
        {
            change.CurrentValue?.Count(1);
            change.PreviousValue?.Count(-1);
        }
    }

    /// <summary>No role's work is known to be elsewhere, and none waits. What came has gone; the threads that it woke for nothing may take longer to sleep again.</summary>
    bool HasGone() => Volatile.Read(ref _running) <= _escaped && ThreadPool.PendingWorkItemCount == 0;

    bool IsCalm()
    {
        var busy = PoolLevel.Busy();
        if (PoolLevel.IsKnownIdle(busy))
        {
            // What is put into an idle pool's queue is given a thread there and then, which counts as busy: with none, nothing waits in it.
            if (Volatile.Read(ref _running) > _escaped)
            {
                return false;
            }
        }
        else if (busy > Math.Max(_self, PoolLevel.Sample(busy)) || !HasGone())
        {
            return false;
        }

        _escaped = Volatile.Read(ref _running);
        return true;
    }

    void Wait(TimeSpan patience, bool untilReady, bool calmSuffices)
    {
        var start = TimeProvider.System.GetTimestamp();
        var spin = default(SpinWait);
        var hops = Hops;
        while (!(untilReady ? hasReady() : Hops > hops && HasGone()))
        {
            var isCalm = IsCalm();
            if (isCalm && calmSuffices)
            {
                break;
            }

            // A role that runs there is known for certain. In the queue it is not: then any busy thread may be it.
            var isKnown = Volatile.Read(ref _running) > _escaped;
            var limit = isKnown ? (escapes.HasEscaped ? PatienceOnceEscaped : limits.PoolPatience)
                : isCalm && patience > PatienceInDoubt ? PatienceInDoubt
                : patience;
            if (TimeProvider.System.GetElapsedTime(start) >= limit)
            {
                IsUncertain = true;
                escapes.HasEscaped |= isKnown;
                _escaped = Volatile.Read(ref _running);
                break;
            }

            if (!isCalm && TimeProvider.System.GetElapsedTime(start) >= Starved)
            {
                FeedPool();
            }

            // Never the SpinWait that sleeps: a hop to the pool and back takes two microseconds.
            spin.SpinOnce(sleep1Threshold: -1);
        }

        _waited += TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>
    /// In a host whose pool threads are all blocked, as by other tests that wait, the pool adds a thread every half second; at once when its minimum is above.
    /// </summary>
    static void FeedPool()
    {
        const int MostThreads = 64;
        ThreadPool.GetMinThreads(out var workers, out var completionPorts);
        if (ThreadPool.PendingWorkItemCount > 0 && PoolLevel.Busy() is var busy && busy >= workers && busy < MostThreads)
        {
            ThreadPool.SetMinThreads(busy + 1, completionPorts);
        }
    }

    void Count(int change)
    {
        if (Thread.CurrentThread == _thread)
        {
            return;
        }

        var isOnPool = Thread.CurrentThread.IsThreadPoolThread;
        if (change < 0 && isOnPool)
        {
            Interlocked.Increment(ref _exits);
            if (hasTurn)
            {
                hasTurn = false;
                _turn.Exit();
            }
        }

        Interlocked.Increment(ref _hops);
        Interlocked.Add(ref _running, change);
        if (change > 0 && isOnPool && !hasTurn)
        {
            Interlocked.Increment(ref _askers);
            hasTurn = TakeTurn();
            Interlocked.Decrement(ref _askers);
        }
    }

    bool TakeTurn()
    {
        if (_turn.TryEnter() || _turn.TryEnter(escapes.HasEscaped ? PatienceOnceEscaped : PatienceForTurn))
        {
            return true;
        }

        escapes.HasEscaped = true;
        IsUncertain = true;
        return false;
    }
}
