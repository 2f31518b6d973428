using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Tests.Scenarios;
using ProtoHarness.Testing.Findings;

namespace ProtoHarness.Engine.Tests.Findings;

public sealed class FindingAssertTests
{
    const string Split = "phs 1\nfinding 1\nlaw session/split\nuse {0}\nfault C>S split @{1}\nC {2}\n";

    [Fact]
    public void A_finding_fails_as_a_test_as_long_as_its_bug_lives()
    {
        var exception = Assert.Throws<FindingLivesException>(() => FindingAssert.IsGone(string.Format(null, Split, "planted", 2, "echo"), new PlantedPlugin()));
        Assert.Contains("session/split is still broken: cut at byte 2 of C>S", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_passes_as_a_test_once_its_bug_is_gone() =>
        FindingAssert.IsGone(string.Format(null, Split, "chat", 2, "talk"), new ChatPlugin());

    [Fact]
    public void A_finding_that_says_nothing_any_more_is_not_passed_over()
    {
        var exception = Assert.Throws<FindingLivesException>(() => FindingAssert.IsGone(string.Format(null, Split, "chat", 9999, "talk"), new ChatPlugin()));
        Assert.Contains("never fired", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exported_test_holds_the_finding_as_it_is()
    {
        var finding = FindingTests.Plant().Finding;

        var source = XunitExport.Write(finding, "My.Plugin+Inner");

        Assert.Contains("FindingAssert.IsGone(Finding, new global::My.Plugin.Inner());", source, StringComparison.Ordinal);
        var lines = source.Split('\n');
        var start = Array.FindIndex(lines, line => line.Contains("\"\"\"", StringComparison.Ordinal)) + 1;
        var end = Array.FindLastIndex(lines, line => line.Contains("\"\"\"", StringComparison.Ordinal));
        var text = string.Join('\n', lines[start..end].Select(line => line.Length == 0 ? "" : line[8..])) + "\n";
        Assert.Equal(finding.ToString(), text);
    }
}
