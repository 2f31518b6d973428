namespace ProtoHarness.Testing.Xunit;

/// <summary>Counts the shrink candidates of one run and offers no more when the limit or the end of the test is reached.</summary>
sealed class ShrinkBudget(int candidates, CancellationToken cancelled)
{
    int _left = candidates;

    internal IEnumerable<T> Limit<T>(IEnumerable<T> shrinks)
    {
        foreach (var shrink in shrinks)
        {
            if (cancelled.IsCancellationRequested || Interlocked.Decrement(ref _left) < 0)
                yield break;
            yield return shrink;
        }
    }
}
