using System.Security.Cryptography;
using System.Text;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Engine.Findings;

/// <summary>What two findings of one bug have in common: plugin, law, exception, stack and state, without what differs from run to run.</summary>
/// <param name="Plugin">The plugin's id.</param>
/// <param name="Law">The law's id.</param>
/// <param name="Exception">The type that was thrown; empty when none was.</param>
/// <param name="Stack">The innermost methods.</param>
/// <param name="State">The states, each once, with <c>#</c> for numbers; where nothing was thrown only.</param>
/// <param name="Message">The message, with <c>#</c> for numbers and bytes; where nothing was thrown only.</param>
public sealed record FindingKey(string Plugin, string Law, string Exception, Sequence<string> Stack, Sequence<string> State, string Message)
{
    const int Innermost = 3;

    /// <summary>Eight hexadecimal digits that are the same for equal keys, on every machine.</summary>
    public string Id => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [Plugin, Law, Exception, .. Stack, "", .. State, Message]))).AsSpan(0, 4));

    /// <summary>The key of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>The key.</returns>
    public static FindingKey Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var header = finding.Header;
        var threw = header.Exception.Length > 0;

        // Two scripts that fail in the same words are two bugs.
        var script = finding.Law == ScenarioRunner.Law ? finding.Scenario.Title + ": " : "";
        return new FindingKey(
            finding.Plugin, finding.Law, header.Exception, [.. header.Stack.Take(Innermost)],
            threw ? [] : [.. header.States.Select(NormalText.Of).Distinct().Order(StringComparer.Ordinal)],
            threw ? "" : script + NormalText.Of(header.Message));
    }
}
