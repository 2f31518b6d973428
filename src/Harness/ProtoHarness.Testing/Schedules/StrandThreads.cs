namespace ProtoHarness.Testing.Schedules;

/// <summary>Threads on which strands stand while they are at a point. At any time one of them runs, the others wait.</summary>
sealed class StrandThreads : IDisposable
{
    readonly Stack<Worker> _idle = new();
    readonly List<Worker> _all = [];
    readonly Lock _lock = new();

    internal void Start(Strand strand)
    {
        Worker? worker;
        lock (_lock)
        {
            if (!_idle.TryPop(out worker))
            {
                worker = new(this);
                _all.Add(worker);
            }
        }

        worker.Give(strand);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var worker in _all)
                worker.Give(null);
        }
    }

    void Return(Worker worker)
    {
        lock (_lock)
            _idle.Push(worker);
    }

    sealed class Worker
    {
        readonly StrandThreads _owner;
        readonly SemaphoreSlim _given = new(0);
        Strand? _next;

        internal Worker(StrandThreads owner)
        {
            _owner = owner;
            // Nothing of whoever explores is to be seen by what is explored.
            using (ExecutionContext.SuppressFlow())
                new Thread(Work) { IsBackground = true, Name = "strand" }.Start();
        }

        internal void Give(Strand? strand)
        {
            _next = strand;
            _given.Release();
        }

        void Work()
        {
            for (_given.Wait(); _next is { } strand; _given.Wait())
            {
                // Idle again before the baton is passed on, so that the number of threads is that of standing strands.
                var run = strand.Run;
                run.Work(strand, beforeHandOver: () => _owner.Return(this));
            }

            _given.Dispose();
        }
    }
}
