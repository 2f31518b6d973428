using System.Threading.Channels;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>
/// A number of places, taken in order. A bounded channel and no semaphore, because a semaphore wakes its waiters on the thread pool, where
/// a simulated session cannot follow.
/// </summary>
sealed class Slots(int count)
{
    readonly Channel<bool> _taken = Channel.CreateBounded<bool>(count);

    public int Count => count;

    public ValueTask TakeAsync(CancellationToken cancellationToken = default) => _taken.Writer.WriteAsync(true, cancellationToken);

    public void Release() => _taken.Reader.TryRead(out _);
}
