using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Cli.Probe;

/// <summary>A line for Nagios: status, text, and performance data behind a bar.</summary>
sealed class NagiosRecords : IRecordWriter
{
    public void Write(ProbeRecord record, TextWriter output)
    {
        var text = record.Findings.Count == 0 ? "nothing is wrong" : string.Join(", ", record.Findings.Select(finding => finding.ToString()));

        // A bar would begin the performance data, a line's end the next record: a server may not write either.
        var clean = PlainText.Of(text).Replace('|', ' ');
        var days = record.DaysLeft is { } left ? $"days_left={left} " : "";
        output.WriteLine($"TLS {record.Status.ToString().ToUpperInvariant()} - {record.Target}: {clean} | {days}time={record.Elapsed.TotalSeconds:0.000}s");
        output.Flush();
    }
}
