namespace ProtoHarness.Testing.Schedules;

/// <summary>Runs asynchronous workers on real threads, so that what the explorer's model of threads leaves out is met too.</summary>
/// <remarks>A failure here need not repeat: the seed repeats what the workers do, not when.</remarks>
public static class ThreadStress
{
    /// <summary>Runs the workers at once, each with its own seeded randomness, and waits for all of them.</summary>
    /// <param name="workers">Number of workers.</param>
    /// <param name="seed">Seed of the workers' randomness.</param>
    /// <param name="worker">The work: number of the worker, its randomness, and a token cancelled when another fails or time is up.</param>
    /// <param name="limit">Real time after which the run fails as one that hangs.</param>
    /// <exception cref="TimeoutException">Some worker did not end: a lost wake-up, or <paramref name="limit"/> is too short.</exception>
    public static async Task RunAsync(int workers, ulong seed, Func<int, Random, CancellationToken, Task> worker, TimeSpan limit)
    {
        using var stop = new CancellationTokenSource();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var tasks = Enumerable.Range(0, workers).Select(number => Task.Run(async () =>
        {
            await go.Task;
            try
            {
                await worker(number, new(unchecked((int)(seed * 31) + number)), stop.Token);
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        })).ToArray();
        go.SetResult();
        var all = Task.WhenAll(tasks);
        try
        {
            await all.WaitAsync(limit, TimeProvider.System);
        }
        catch (TimeoutException) when (!all.IsCompleted)
        {
            throw new TimeoutException($"{tasks.Count(task => !task.IsCompleted)} of {workers} workers did not end within {limit}.");
        }
    }
}
