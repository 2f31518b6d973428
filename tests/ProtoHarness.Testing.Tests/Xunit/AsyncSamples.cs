#pragma warning disable xUnit1000 // Internal on purpose: these are run by PropertyHost, and some of them must fail.
using FsCheck;
using FsCheck.Fluent;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Xunit;

/// <summary>Properties that return tasks.</summary>
class AsyncSamples
{
    [Property(MaxTest = 10)]
    internal async Task Task_holds(int n)
    {
        await Task.Yield();
        Assert.Equal(n, n);
    }

    [Property]
    internal async Task Task_fails(int n)
    {
        await Task.Yield();
        throw new InvalidOperationException($"async boom {n - n}");
    }

    [Property]
    internal async Task<bool> Task_of_bool_fails(int n)
    {
        await Task.Yield();
        return n != n + 0;
    }

    [Property(MaxTest = 10)]
    internal async ValueTask Value_task_holds(int n)
    {
        await Task.Yield();
        Assert.Equal(n, n);
    }

    [Property]
    internal async ValueTask Value_task_fails(int n)
    {
        await Task.Yield();
        throw new InvalidOperationException($"value boom {n - n}");
    }

    [Property(MaxTest = 10)]
    internal async ValueTask<bool> Value_task_of_bool_holds(int n)
    {
        await Task.Yield();
        return n == n + 0;
    }

    [Property]
    internal async ValueTask<bool> Value_task_of_bool_fails(int n)
    {
        await Task.Yield();
        return n < 10;
    }

    [Property(Replay = "(12345,67891)")]
    internal async ValueTask<Property> Value_task_of_property_fails(int n)
    {
        await Task.Yield();
        return (n < 10).Label("labelled");
    }

    [Property]
    internal Task Cancelled(int n) => Task.FromCanceled(new CancellationToken(n == n + 0));

    [Property(Timeout = 50)]
    internal Task Never_ends(int n) => n == n + 0 ? new TaskCompletionSource().Task : Task.CompletedTask;
}
