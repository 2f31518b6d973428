using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.Tests;

public class DocsTests
{
    [Fact]
    public void Every_code_stands_in_the_documentation_as_the_code_has_it()
    {
        var page = Page();
        Assert.All(Codes.All, code => Assert.Contains($"| `{code.Code}` | {code.Severity.ToString().ToLowerInvariant()} | {code.Meaning} |", page, StringComparison.Ordinal));
        Assert.Equal(Codes.All.Count, page.Split('\n').Count(line => line.StartsWith("| `TLS.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_code_that_the_box_promises_is_one() =>
        Assert.All(BoxCases.All.SelectMany(one => one.Expected), code => Assert.Contains(Codes.All, known => known.Code == code));

    [Fact]
    public void Every_case_of_the_box_stands_in_the_documentation()
    {
        const string Begin = "<!-- cases: generated -->\n";
        const string End = "<!-- cases: end -->\n";
        var page = Page();
        var (start, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        Assert.True(start >= 0 && end > start, $"the page must have the marks '{Begin.Trim()}' and '{End.Trim()}'");
        var rows = BoxCases.All.Select(one => $"| `{one.Name}` | {one.Summary} | {string.Join(", ", one.Expected.Select(code => $"`{code}`"))} |\n");
        var expected = $"{page[..(start + Begin.Length)]}\n| case | is | a probe must say |\n|---|---|---|\n{string.Concat(rows)}\n{page[end..]}";
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(PagePath, expected);
            page = expected;
        }

        Assert.True(page == expected, "the cases in docs/tls-probe.md are not those of the code: run this test with UPDATE_DOCS=1");
    }

    static string Page() => File.ReadAllText(PagePath);

    static string PagePath { get; } = FindPage();

    static string FindPage()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ProtoHarness.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("ProtoHarness.sln is in no folder above the tests.");
        }

        return Path.Combine(folder.FullName, "docs", "tls-probe.md");
    }
}
