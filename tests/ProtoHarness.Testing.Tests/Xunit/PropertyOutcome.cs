using Xunit.Sdk;

namespace ProtoHarness.Testing.Tests.Xunit;

/// <summary>What the framework was told about one test.</summary>
sealed record PropertyOutcome(string Verdict, string[] Messages, string?[] Types, string Output)
{
    internal string Message => Messages.FirstOrDefault() ?? "";

    internal static PropertyOutcome From(List<IMessageSinkMessage> messages)
    {
        var cleanup = messages.OfType<ITestCleanupFailure>().FirstOrDefault();
        if (cleanup is not null)
            return new("cleanup failure", cleanup.Messages, cleanup.ExceptionTypes, "");
        return messages.OfType<ITestResultMessage>().Single(message => message is not ITestFinished) switch
        {
            ITestPassed passed => new("passed", [], [], passed.Output),
            ITestFailed failed => new("failed", failed.Messages, failed.ExceptionTypes, failed.Output),
            ITestSkipped skipped => new("skipped", [skipped.Reason], [], skipped.Output),
            var other => new(other.GetType().Name, [], [], other.Output),
        };
    }
}
