using Xunit.Sdk;
using Xunit.v3;

namespace ProtoHarness.Testing.Xunit;

/// <summary>Finds one test case a property, or an error that says what is wrong with it.</summary>
public sealed class PropertyDiscoverer : IXunitTestCaseDiscoverer
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute)
    {
        var details = TestIntrospectionHelper.GetTestCaseDetails(discoveryOptions, testMethod, factAttribute);
        IXunitTestCase found = Complaint(testMethod) is { } complaint
            ? new ExecutionErrorTestCase(
                testMethod, details.TestCaseDisplayName, details.UniqueID, details.SourceFilePath, details.SourceLineNumber, complaint)
            : new PropertyTestCase(
                details.ResolvedTestMethod,
                details.TestCaseDisplayName,
                details.UniqueID,
                details.Explicit,
                details.SkipExceptions,
                details.SkipReason,
                details.SkipType,
                details.SkipUnless,
                details.SkipWhen,
                testMethod.Traits.ToDictionary(trait => trait.Key, trait => trait.Value.ToHashSet()),
                details.SourceFilePath,
                details.SourceLineNumber,
                details.Timeout);
        return new([found]);
    }

    static string? Complaint(IXunitTestMethod method)
    {
        if (PropertySignature.Complaint(method.Method) is { } signature)
            return signature;
        var options = PropertyOptions.For(method.Method, method.TestClass.Class);
        if (options.MaxShrinks is { } shrinks && shrinks is < 0 or > PropertyOptions.DefaultMaxShrinks)
            return $"MaxShrinks is {shrinks} on {method.MethodName}; it can be from 0 to {PropertyOptions.DefaultMaxShrinks}.";
        try
        {
            foreach (var replay in options.Regressions.Append(options.Replay).OfType<string>())
                ReplayText.Parse(replay);
        }
        catch (FormatException malformed)
        {
            return malformed.Message;
        }

        return null;
    }
}
