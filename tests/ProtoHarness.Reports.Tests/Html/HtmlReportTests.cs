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

    [Fact]
    public void Numbers_are_drawn_and_written()
    {
        var suite = Pages.Check.Suites[0] with
        {
            Charts = [new ReportChart("edges <reached>", false, [new(0, 1, "1 after 0 s"), new(2, 4, "4 after 2 s")]), new ReportChart("latency", true, [new(1, 3, "1 to 2: 3"), new(2, 0, "2 to 4: 0")])],
        };
        var page = HtmlReport.Write(Pages.Check with { Suites = [suite] });

        Assert.Contains("points=\"60,148.75 710,10\"", page, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"bar\" x=\"92.5\" y=\"10\" width=\"260\" height=\"185\"><title>1 to 2: 3</title></rect>", page, StringComparison.Ordinal);
        Assert.Contains("edges &lt;reached&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<td>4 after 2 s</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_held_is_a_sequence_too()
    {
        var held = new ReportCase("talk", "an echo", Engine.Laws.Verdict.Pass, "") { Sessions = [new("session", [new("+0ms", "C1", "writes 3 bytes"), new("+0ms", "S1", "reads 3 bytes")])] };
        var page = HtmlReport.Write(new Report("run", "0.1.0", "1", [new ReportSuite("scripts", "", "", TimeSpan.Zero, [held])]));

        Assert.Contains("<details class=\"session\"><summary>session</summary><table class=\"sequence\">", page, StringComparison.Ordinal);
        Assert.Contains("writes 3 bytes", page, StringComparison.Ordinal);
    }

    [Property(MaxTest = 100)]
    public void No_text_of_a_plugin_becomes_a_tag(string? text)
    {
        var page = HtmlReport.Write(Engine.Tests.Reports.Reports.Of($"<i>{text}</i>"));
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
    }
}
