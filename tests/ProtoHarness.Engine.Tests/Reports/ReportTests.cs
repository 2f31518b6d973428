using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Reports;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Reports;

public sealed class ReportTests
{
    static readonly Report Sample = Reports.Of("a <b> & \"c\" \u0001 ]]> 'd' \ud83d\ude00");

    [Fact]
    public void Junit_is_valid_by_its_schema_and_counts_what_is_there()
    {
        var document = XDocument.Parse(JunitReport.Write(Sample));
        var schemas = new XmlSchemaSet();
        schemas.Add(null, XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "Reports", "junit.xsd")));
        document.Validate(schemas, (_, e) => Assert.Fail(e.Message));

        var suite = document.Root!.Elements("testsuite").Single();
        Assert.Equal(("5", "2", "1", "1"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("errors"), (string?)suite.Attribute("skipped")));
        Assert.Equal(["FAIL", "FLAKY"], suite.Descendants("failure").Select(failure => (string?)failure.Attribute("type")));
        Assert.Contains("protoharness replay findings/x.phs", suite.Descendants("failure").First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_has_a_rule_for_each_result_and_a_place_for_each_source()
    {
        using var document = JsonDocument.Parse(SarifReport.Write(Sample));
        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        var run = document.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToList();
        Assert.Equal(rules.Order(StringComparer.Ordinal), rules);
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["error", "warning"], results.Select(result => result.GetProperty("level").GetString()));
        Assert.All(results, result => Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]));
        var place = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("src/My%20Proto.cs", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(12, place.GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.False(results[1].GetProperty("locations")[0].GetProperty("physicalLocation").TryGetProperty("region", out _));
    }

    [Property(MaxTest = 100)]
    public void Sarif_is_valid_by_its_published_schema(string? text)
    {
        var log = SarifReport.Write(Reports.Of(text ?? ""));
        Assert.Empty(SarifSchema.Problems(log));
    }

    [Theory]
    [InlineData("\"level\": \"error\"", "\"level\": \"bad\"", "#/runs[0].results[0].level")]
    [InlineData("\"startLine\": 12", "\"startLine\": 0", "physicalLocation.region.startLine")]
    [InlineData("\"ruleIndex\"", "\"ruleIndx\"", "#/runs[0].results[0].ruleIndx")]
    [InlineData("\"name\": \"ProtoHarness\"", "\"nam\": \"ProtoHarness\"", "#/runs[0].tool.driver.name")]
    public void What_is_no_Sarif_is_seen(string was, string becomes, string problem)
    {
        var text = SarifReport.Write(Sample);
        Assert.Contains(was, text, StringComparison.Ordinal);
        Assert.Contains(SarifSchema.Problems(text.Replace(was, becomes, StringComparison.Ordinal)), found => found.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Ndjson_is_an_object_a_line()
    {
        var lines = NdjsonReport.Write(Sample).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["run", "case", "failure", "case", "failure", "case", "case", "case", "end"], lines.Select(line => line.GetProperty("type").GetString()));
        Assert.Equal(1, lines[^1].GetProperty("fail").GetInt32());
        Assert.Equal(12, lines[2].GetProperty("line").GetInt32());
    }

    [Property(MaxTest = 100)]
    public void What_is_written_as_lines_is_read_back(string? text)
    {
        var report = Reports.Of(text ?? "");
        var again = NdjsonReader.Read(NdjsonReport.Write(report).Split('\n', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(NdjsonReport.Write(report), NdjsonReport.Write(again));
        Assert.False(NdjsonReader.Read(NdjsonReport.Write(report).Split('\n')[..2]).IsFinished);
        Assert.Contains("line 2", Assert.Throws<FormatException>(() => NdjsonReader.Read(["{\"type\":\"run\",\"command\":\"\",\"version\":\"\",\"seed\":\"\"}", "{"])).Message, StringComparison.Ordinal);
    }

    [Property(MaxTest = 300)]
    public void Whatever_the_texts_each_format_can_be_read_back(string? text)
    {
        var report = Reports.Of(text ?? "");
        XDocument.Parse(JunitReport.Write(report));
        JsonDocument.Parse(SarifReport.Write(report)).Dispose();
        Assert.All(NdjsonReport.Write(report).Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonDocument.Parse(line).Dispose());
    }

    [Theory]
    [InlineData("junt=a", "'junt' is no format of a report; did you mean 'junit'?")]
    [InlineData("junit", "write junit=FILE")]
    [InlineData("html=", "write html=FILE")]
    [InlineData("3=a", "'3' is no format of a report")]
    public void What_is_no_target_is_refused_with_what_may_be_written(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => ReportTarget.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Targets_are_read_in_order() =>
        Assert.Equal([new(ReportFormat.Junit, "a.xml"), new(ReportFormat.Html, "b=c.html")], ReportTarget.Parse("junit=a.xml,html=b=c.html"));
}
