using Xunit.Sdk;
using Xunit.v3;

namespace ProtoHarness.Testing.Xunit;

/// <summary>One property method. Its options are read from the attributes when it runs, so that nothing needs to be serialized.</summary>
public sealed class PropertyTestCase : XunitTestCase, ISelfExecutingXunitTestCase
{
    /// <summary>For deserialization only.</summary>
    [Obsolete("Called by the de-serializer; should only be called by deriving classes for de-serialization purposes")]
    public PropertyTestCase()
    {
    }

    internal PropertyTestCase(
        IXunitTestMethod testMethod,
        string displayName,
        string uniqueId,
        bool @explicit,
        Type[]? skipExceptions,
        string? skipReason,
        Type? skipType,
        string? skipUnless,
        string? skipWhen,
        Dictionary<string, HashSet<string>> traits,
        string? sourceFilePath,
        int? sourceLineNumber,
        int timeout)
        : base(
            testMethod, displayName, uniqueId, @explicit, skipExceptions, skipReason, skipType, skipUnless, skipWhen, traits,
            null, sourceFilePath, sourceLineNumber, timeout)
    {
    }

    /// <inheritdoc/>
    public async ValueTask<RunSummary> Run(
        ExplicitOption explicitOption,
        IMessageBus messageBus,
        object?[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        var tests = await aggregator.RunAsync(CreateTests, []);
        if (aggregator.ToException() is { } failure)
        {
            return XunitRunnerHelper.FailTestCases(
                messageBus, cancellationTokenSource, [this], failure, sendTestCaseMessages: true, sendTestMessages: true);
        }

        return await PropertyTestCaseRunner.Instance.Run(
            this, tests, messageBus, aggregator, cancellationTokenSource, TestCaseDisplayName, SkipReason, explicitOption, constructorArguments);
    }
}
