using System.Collections.Concurrent;

namespace ProtoHarness.Engine.Transports;

/// <summary>Threads for what waits in the kernel: it would hold up the thread pool, which has few. They are kept for the next one who asks.</summary>
static class SpareThreads
{
    static readonly ConcurrentBag<Spare> Free = [];

    /// <summary>Runs something in the flow of the caller.</summary>
    /// <param name="work">What; it throws nothing.</param>
    public static void Run(Action work)
    {
        if (!Free.TryTake(out var spare))
        {
            spare = new Spare();
        }

        spare.Go(work, ExecutionContext.Capture());
    }

    sealed class Spare
    {
        readonly SemaphoreSlim _asked = new(0);
        Action? _work;
        ExecutionContext? _flow;

        public Spare() => new Thread(Loop) { IsBackground = true, Name = "sockets" }.UnsafeStart();

        public void Go(Action work, ExecutionContext? flow)
        {
            (_work, _flow) = (work, flow);
            _asked.Release();
        }

        void Loop()
        {
            while (true)
            {
                _asked.Wait();
                var (work, flow) = (_work!, _flow);
                (_work, _flow) = (null, null);
                if (flow is null)
                {
                    work();
                }
                else
                {
                    ExecutionContext.Run(flow, static work => ((Action)work!)(), work);
                }

                Free.Add(this);
            }
        }
    }
}
