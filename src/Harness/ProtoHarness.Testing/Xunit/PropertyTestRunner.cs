using Xunit;
using Xunit.v3;

namespace ProtoHarness.Testing.Xunit;

/// <summary>
/// The framework's own test runner, which makes and disposes the one instance, honours the timeout and the attributes around a test;
/// only the call of the method is replaced by the runs of the property.
/// </summary>
sealed class PropertyTestRunner : XunitTestRunner
{
    internal static new PropertyTestRunner Instance { get; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<TimeSpan> InvokeTest(XunitTestRunnerContext ctxt, object? testClassInstance)
    {
        var started = TimeProvider.System.GetTimestamp();
        await ctxt.Aggregator.RunAsync(async () =>
        {
            var output = TestContext.Current.TestOutputHelper;
            var run = new PropertyRun(
                PropertyOptions.For(ctxt.Test.TestMethod.Method, ctxt.Test.TestMethod.TestClass.Class),
                ctxt.Test.TestMethod.Method,
                testClassInstance,
                line => output?.WriteLine(line),
                TestContext.Current.CancellationToken);

            // The core waits synchronously for asynchronous properties, so it gets a thread of its own: a pool thread would be
            // blocked, and a timeout could not be seen while the caller's thread is in there.
            await Task.Factory.StartNew(run.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        });
        return TimeProvider.System.GetElapsedTime(started);
    }
}
