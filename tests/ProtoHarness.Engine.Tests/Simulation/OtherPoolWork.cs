namespace ProtoHarness.Engine.Tests.Simulation;

/// <summary>Work of somebody else on the thread pool, as in a host that runs other tests beside this one.</summary>
sealed class OtherPoolWork : IDisposable
{
    readonly ManualResetEventSlim _released = new();
    readonly List<Task> _tasks;
    volatile bool _ended;

    public OtherPoolWork(int blocked, int churning)
    {
        _tasks = [.. Enumerable.Range(0, blocked).Select(_ => Task.Run(_released.Wait)), .. Enumerable.Range(0, churning).Select(_ => Task.Run(ChurnAsync))];
    }

    public void Dispose()
    {
        _ended = true;
        _released.Set();
        Task.WaitAll([.. _tasks]);
        _released.Dispose();
    }

    async Task ChurnAsync()
    {
        while (!_ended)
        {
            await Task.Yield();
            Thread.SpinWait(2000);
        }
    }
}
