using System.Globalization;
using System.Text;
using System.Xml;
using ProtoHarness.Engine.Laws;

namespace ProtoHarness.Engine.Reports;

/// <summary>
/// A report as JUnit writes it: a suite for each plugin, a case for each law. UNSUPPORTED is skipped, HARNESS-ERROR is an error, FAIL and FLAKY are failures whose type is the verdict.
/// </summary>
public static class JunitReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">What the run came to.</param>
    /// <returns>XML.</returns>
    public static string Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "protoharness " + report.Command);
            Counts(xml, report.Suites.SelectMany(suite => suite.Cases).ToList());
            foreach (var suite in report.Suites)
            {
                Suite(xml, report, suite);
            }

            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{text}\n";
    }

    static void Suite(XmlWriter xml, Report report, ReportSuite suite)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean(suite.Name));
        Counts(xml, suite.Cases);
        xml.WriteAttributeString("time", suite.Elapsed.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        foreach (var (name, value) in new[] { ("seed", report.Seed), ("version", report.Version) })
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("value", Clean(value));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        foreach (var one in suite.Cases)
        {
            Case(xml, suite, one);
        }

        xml.WriteEndElement();
    }

    static void Case(XmlWriter xml, ReportSuite suite, ReportCase one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(suite.Name));
        xml.WriteAttributeString("name", Clean(one.Id));
        xml.WriteAttributeString("time", "0");
        switch (one.Verdict)
        {
            case Verdict.Unsupported:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", Clean(one.Message));
                xml.WriteEndElement();
                break;
            case Verdict.HarnessError:
                Failure(xml, "error", one);
                break;
            case Verdict.Fail or Verdict.Flaky:
                Failure(xml, "failure", one);
                break;
            case Verdict.NonStrict:
                xml.WriteElementString("system-out", Clean($"NON-STRICT: {one.Message}"));
                break;
        }

        xml.WriteEndElement();
    }

    static void Failure(XmlWriter xml, string element, ReportCase one)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("type", VerdictText.Format(one.Verdict));
        xml.WriteAttributeString("message", Clean(one.Failures.Count > 0 ? one.Failures[0].Message : one.Message));
        xml.WriteString(Clean(string.Join("\n\n", one.Failures.Select(failure => string.Join('\n', FailureLines.Of(failure))))));
        xml.WriteEndElement();
    }

    static void Counts(XmlWriter xml, IReadOnlyList<ReportCase> cases)
    {
        foreach (var (name, count) in new[]
        {
            ("tests", cases.Count), ("failures", cases.Count(c => c.Verdict is Verdict.Fail or Verdict.Flaky)),
            ("errors", cases.Count(c => c.Verdict == Verdict.HarnessError)), ("skipped", cases.Count(c => c.Verdict == Verdict.Unsupported)),
        })
        {
            xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>XML has no way to write most control characters, nor half a surrogate pair.</summary>
    static string Clean(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            builder.Append(rune.Value is '\t' or '\n' or >= ' ' and <= 0xD7FF or >= 0xE000 and <= 0xFFFD or >= 0x10000 ? rune.ToString() : "\ufffd");
        }

        return builder.ToString();
    }
}
