using System.Text;
using ProtoHarness.Engine.Scenarios;

namespace ProtoHarness.Engine.Findings;

/// <summary>Writes a finding as an xunit test that fails as long as the bug lives.</summary>
public static class XunitExport
{
    /// <summary>Writes a test class. Its project references <c>ProtoHarness.Testing</c>, xunit.v3 and the plugin.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="pluginType">The plugin's class, with its namespace.</param>
    /// <param name="namespaceName">The namespace of the test.</param>
    /// <returns>C# source.</returns>
    public static string Write(Finding finding, string pluginType, string namespaceName = "Findings")
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(pluginType);
        var text = finding.ToString();
        var quotes = new string('"', Math.Max(3, LongestRun(text, '"') + 1));
        var law = Name(finding.Law);
        var id = FindingKey.Of(finding).Id;
        var builder = new StringBuilder();
        builder.Append($"using ProtoHarness.Testing.Findings;\nusing Xunit;\n\nnamespace {namespaceName};\n\n");
        builder.Append($"/// <summary>{Comment(finding.Law)} on {Comment(finding.Plugin)}: {Comment(finding.Message)}</summary>\n");
        builder.Append($"public sealed class {law}_{Name(finding.Plugin)}_{id}\n{{\n    const string Finding = {quotes}\n");
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            builder.Append(line.Length == 0 ? "\n" : $"        {line}\n");
        }

        builder.Append($"        {quotes};\n\n    [Fact]\n    public void {law}_holds_again() => FindingAssert.IsGone(Finding, new global::{pluginType.Replace('+', '.')}());\n}}\n");
        return builder.ToString();
    }

    static string Name(string text) => string.Concat(text.Select((c, i) => char.IsAsciiLetterOrDigit(c) ? i == 0 ? char.ToUpperInvariant(c) : c : '_'));

    static string Comment(string text) => text.ReplaceLineEndings(" ").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    static int LongestRun(string text, char of)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
