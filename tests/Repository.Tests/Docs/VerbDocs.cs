using System.Text;
using ProtoHarness.Engine.Scenarios;

namespace Repository.Tests.Docs;

/// <summary>The tables of verbs in docs/scenarios.md and docs/findings.md, between two marks; the rest of those pages is written by hand.</summary>
static class VerbDocs
{
    const string Begin = "<!-- verbs: generated -->\n";
    const string End = "<!-- verbs: end -->\n";

    public static string Write(string page, bool isFinding)
    {
        var start = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(start >= 0 && end > start, $"the page must have the marks '{Begin.Trim()}' and '{End.Trim()}'");
        var text = new StringBuilder();
        foreach (var group in VerbCatalog.All.Where(verb => verb.Group == VerbGroup.Finding == isFinding).GroupBy(verb => verb.Group))
        {
            var title = group.Key switch { VerbGroup.Setting => "Settings, before the first step", VerbGroup.Step => "Steps, in order", VerbGroup.Expectation => "What must hold at the end", _ => "The header" };
            text.Append($"\n### {title}\n\n| line | says | several |\n|---|---|---|\n");
            foreach (var verb in group)
            {
                text.Append($"| `{verb.Syntax.Replace("|", "\\|", StringComparison.Ordinal)}` | {verb.Summary} | {(verb.IsRepeatable ? "yes" : "")} |\n");
            }
        }

        return $"{page[..(start + Begin.Length)]}{text}\n{page[end..]}";
    }
}
