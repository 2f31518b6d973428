using ProtoHarness.Pooling.Core;

namespace ProtoHarness.Pooling.Tests.Faces;

/// <summary>Runs what the pool would give to other threads in order, when the test says so.</summary>
sealed class InlinePoints : IPoolPoints
{
    readonly Queue<(Action<object> Work, object State)> _queue = new();

    public void Point(string name)
    {
    }

    public void Queue(Action<object> work, object state) => _queue.Enqueue((work, state));

    /// <summary>Runs everything that is queued, and what that queues.</summary>
    internal void Run()
    {
        while (_queue.TryDequeue(out var item))
            item.Work(item.State);
    }
}
