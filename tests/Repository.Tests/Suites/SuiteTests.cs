using System.Text.RegularExpressions;

namespace Repository.Tests.Suites;

/// <summary>The conformance suites hold to docs/wire: each case names a clause that is there, and each clause has a case.</summary>
public partial class SuiteTests
{
    public static TheoryData<string, string, int> Suites => new()
    {
        { "smux", "smux.md", 40 }, { "length-prefix", "length-prefix.md", 15 }, { "json-lines", "json-lines.md", 15 }, { "queue", "queue.md", 15 },
        { "datagram-echo", "datagram-echo.md", 15 }, { "file-transfer", "file-transfer.md", 15 },
        { "tls-probe", "tls-probe.md", 15 },
    };

    [Theory]
    [MemberData(nameof(Suites))]
    public void Every_case_checks_a_clause_and_every_clause_has_a_case(string suite, string page, int least)
    {
        var cases = Directory.EnumerateFiles(Path.Combine(Repository.Root, "suites", suite), "*.phs", SearchOption.AllDirectories).Select(path => (Path: path, Text: File.ReadAllText(path))).ToList();
        var said = Clause().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "wire", page))).Select(match => match.Groups[1].Value).ToHashSet();
        var checkedBy = cases.SelectMany(one => Requirement().Matches(one.Text).Select(match => (Clause: match.Groups[1].Value, one.Path))).ToList();

        Assert.True(cases.Count >= least, $"{cases.Count} cases");
        Assert.DoesNotContain(cases, one => !Requirement().IsMatch(one.Text));
        Assert.DoesNotContain(checkedBy, one => !said.Contains(one.Clause));
        Assert.Empty(said.Except(checkedBy.Select(one => one.Clause)));
    }

    [GeneratedRegex(@"^\| ([A-Z]+-[0-9]+\.[0-9]+) \|", RegexOptions.Multiline)]
    private static partial Regex Clause();

    [GeneratedRegex(@"^# req: ([A-Z]+-[0-9]+\.[0-9]+) (MUST|SHOULD|MAY)", RegexOptions.Multiline)]
    private static partial Regex Requirement();
}
