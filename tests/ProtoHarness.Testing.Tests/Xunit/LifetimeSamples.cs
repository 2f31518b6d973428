#pragma warning disable xUnit1000 // Internal on purpose: these are run by PropertyHost, and some of them must fail.
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Testing.Tests.Xunit;

/// <summary>Counts what happens to its instances. Used by one test at a time, each resetting the log.</summary>
class LifetimeSamples : IAsyncLifetime
{
    internal static readonly AsyncLocal<List<string>> Log = new();

    public LifetimeSamples() => Log.Value!.Add("made");

    public ValueTask InitializeAsync()
    {
        Log.Value!.Add("initialized");
        return default;
    }

    public ValueTask DisposeAsync()
    {
        Log.Value!.Add("disposed");
        return default;
    }

    [Property(MaxTest = 3, Replay = "(1,3)")]
    internal void Runs(int n)
    {
        Assert.Equal(n, n);
        Log.Value!.Add("run");
    }

    [Property(MaxTest = 3, MaxShrinks = 0)]
    internal void Fails(int n)
    {
        Log.Value!.Add("run");
        throw new InvalidOperationException($"{n}");
    }
}
