using System.Globalization;
using System.Text;
using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Cli.Probe;

/// <summary>Samples in the text format of Prometheus; all at the end, since the samples of one metric must stand together.</summary>
sealed class PrometheusRecords : IRecordWriter
{
    // By target, and one of each: two samples with the same labels are an error to Prometheus.
    readonly SortedDictionary<string, ProbeRecord> _records = new(StringComparer.Ordinal);

    public void Write(ProbeRecord record, TextWriter output) => _records[record.Target] = record;

    public void End(TextWriter output)
    {
        Metric("tls_probe_status", "0 ok, 1 warning, 2 critical, 3 unknown", record => Status(record.Status));
        Metric("tls_probe_leaf_not_after_seconds", "the end of the leaf", record => record.Chain?.Presented[0].NotAfter.ToUnixTimeSeconds());
        Metric("tls_probe_presented_min_not_after_seconds", "the earliest end of a presented certificate", record => record.Chain?.PresentedMin.ToUnixTimeSeconds());
        Metric("tls_probe_verified_min_not_after_seconds", "the earliest end on the verified path", record => record.Chain?.VerifiedMin?.ToUnixTimeSeconds());
        Metric("tls_probe_duration_seconds", "how long the probe took", record => record.Elapsed.TotalSeconds);
        output.WriteLine("# HELP tls_probe_finding what is wrong, by code");
        output.WriteLine("# TYPE tls_probe_finding gauge");
        foreach (var record in _records.Values)
        {
            foreach (var finding in record.Findings.DistinctBy(finding => finding.Code))
            {
                output.WriteLine($"tls_probe_finding{{target=\"{Escape(record.Target)}\",code=\"{finding.Code}\",severity=\"{finding.Severity.ToString().ToLowerInvariant()}\"}} 1");
            }
        }

        output.Flush();

        void Metric(string name, string help, Func<ProbeRecord, double?> value)
        {
            output.WriteLine($"# HELP {name} {help}");
            output.WriteLine($"# TYPE {name} gauge");
            foreach (var record in _records.Values)
            {
                if (value(record) is { } number)
                {
                    output.WriteLine($"{name}{{target=\"{Escape(record.Target)}\"}} {number.ToString(CultureInfo.InvariantCulture)}");
                }
            }
        }
    }

    static double Status(Severity severity) => severity switch { Severity.Critical => 2, Severity.Unknown => 3, Severity.Warning => 1, _ => 0 };

    static string Escape(string text) => new StringBuilder(text).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").ToString();
}
