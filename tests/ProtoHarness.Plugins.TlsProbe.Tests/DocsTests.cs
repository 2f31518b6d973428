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

    static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ProtoHarness.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("ProtoHarness.sln is in no folder above the tests.");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "docs", "tls-probe.md"));
    }
}
