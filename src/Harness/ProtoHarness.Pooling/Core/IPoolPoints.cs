namespace ProtoHarness.Pooling.Core;

/// <summary>
/// Lets a test decide the order of the pool's steps. A point stands on each side of every step of the core, and never inside the lock; work
/// that the pool gives to other threads goes through <see cref="Queue"/>. In production there is none, and a point costs one comparison.
/// </summary>
interface IPoolPoints
{
    /// <summary>Other threads may run here.</summary>
    void Point(string name);

    /// <summary>Runs the work later, on no particular thread.</summary>
    void Queue(Action<object> work, object state);
}
