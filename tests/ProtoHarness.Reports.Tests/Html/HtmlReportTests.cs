using System.Net;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Engine.Tests.Reports;
using ProtoHarness.Reports.Html;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Reports.Tests.Html;

public sealed class HtmlReportTests
{
    static readonly Report Sample = Engine.Tests.Reports.Reports.Of("a <b> & \"c\" \u0001 ]]> 'd' \ud83d\ude00");

    [Fact]
    public void The_page_needs_nothing_from_elsewhere_and_says_everything_without_a_script()
    {
        var page = HtmlReport.Write(Sample);

        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        var body = page[page.IndexOf("<body>", StringComparison.Ordinal)..page.IndexOf("<script>", StringComparison.Ordinal)];
        foreach (var verdict in (string[])["HARNESS-ERROR", "NON-STRICT", "UNSUPPORTED", "FLAKY", "FAIL"])
        {
            Assert.Contains(verdict, body, StringComparison.Ordinal);
        }

        Assert.Contains("protoharness replay findings/x.phs", body, StringComparison.Ordinal);
        Assert.Equal(body.Split("<details").Length, body.Split("</details>").Length);
        Assert.Equal(body.Split("<tr").Length, body.Split("</tr>").Length);
    }

    [Fact]
    public void The_matrix_has_a_column_for_each_fault_and_marks_what_failed()
    {
        var page = WebUtility.HtmlDecode(HtmlReport.Write(Pages.Check));

        Assert.Contains("<th><span>truncate</span></th>", page, StringComparison.Ordinal);
        Assert.Contains("session/split under split: 9 sessions, 0 said nothing, 1 failed", page, StringComparison.Ordinal);
        Assert.Contains("⚡ fault split @6", page, StringComparison.Ordinal);
    }

    [Property(MaxTest = 100)]
    public void No_text_of_a_plugin_becomes_a_tag(string? text)
    {
        var page = HtmlReport.Write(Engine.Tests.Reports.Reports.Of($"<i>{text}</i>"));
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
    }
}
