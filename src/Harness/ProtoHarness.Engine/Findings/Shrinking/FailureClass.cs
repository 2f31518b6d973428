using System.Text.RegularExpressions;

namespace ProtoHarness.Engine.Findings;

/// <summary>What kind of failure it is, so that a shrink does not slip from one bug to another: the type that was thrown, or else the first words of the message.</summary>
static partial class FailureClass
{
    /// <summary>The class of a verdict that is a failure.</summary>
    public static string Of(FindingVerdict verdict)
    {
        if (verdict.Result is { } result && StackMethods.Error(result) is { } error)
        {
            return error.GetType().FullName!;
        }

        // Who waits for what, and at which field a cut was, differs from case to case.
        var message = Place().Replace(verdict.Failure!, "");
        var end = message.AsSpan().IndexOfAny(";(");
        return NormalText.Of(end > 0 ? message[..end] : message);
    }

    [GeneratedRegex(@"^cut at [^:]*: ", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
