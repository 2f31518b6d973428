using Xunit.v3;

namespace ProtoHarness.Testing.Xunit;

/// <summary>Runs the one test of a property's test case with <see cref="PropertyTestRunner"/>.</summary>
sealed class PropertyTestCaseRunner : XunitTestCaseRunner
{
    internal static new PropertyTestCaseRunner Instance { get; } = new();

    /// <inheritdoc/>
    protected override ValueTask<RunSummary> RunTest(XunitTestCaseRunnerContext ctxt, IXunitTest test) =>
        PropertyTestRunner.Instance.Run(
            test,
            ctxt.MessageBus,
            ctxt.ConstructorArguments,
            ctxt.ExplicitOption,
            ctxt.Aggregator.Clone(),
            ctxt.CancellationTokenSource,
            ctxt.BeforeAfterTestAttributes);
}
