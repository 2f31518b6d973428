using System.Globalization;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Suites;

namespace ProtoHarness.Cli.Probe;

/// <summary>Records for people.</summary>
sealed class TextRecords : IRecordWriter
{
    public void Write(ProbeRecord record, TextWriter output)
    {
        output.WriteLine($"{record.Target}  {record.Status.ToString().ToUpperInvariant()}  {record.Handshakes} handshakes in {record.Elapsed.TotalSeconds:0.00} s");
        foreach (var finding in record.Findings)
        {
            output.WriteLine($"  {finding.Severity.ToString().ToLowerInvariant(),-9} {finding.Code,-30} {PlainText.Of(finding.Detail)}".TrimEnd());
        }

        if (record.Suite is { } suite)
        {
            Line("negotiated", $"{record.Version} {suite}{(record.Group != 0 ? $" {record.Group}" : "")}{(record.Alpn is { } alpn ? $" {alpn}" : "")}, key {Words(record.Possession.ToString())}");
        }

        if (record.Chain is { } chain)
        {
            var leaf = chain.Presented[0];
            Line("leaf", $"{leaf.Subject}, {leaf.Key}, {leaf.Signature}, {Day(leaf.NotBefore)} to {Day(leaf.NotAfter)}, {record.DaysLeft} days left");
            Line("path", string.Join(" > ", chain.Path.Select(certificate => certificate.Subject)) + (chain.IsVerified ? "" : ", not verified"));
            Line("names", string.Join(", ", leaf.Names.Take(8)) + (leaf.Names.Count > 8 ? $" and {leaf.Names.Count - 8} more" : ""));
            Line("issuers", string.Join(" > ", chain.Presented.Skip(1).Select(certificate => certificate.Subject)));
            Line("earliest end", $"presented {Day(chain.PresentedMin)}{(chain.VerifiedMin is { } end ? $", verified {Day(end)}" : ", no verified path")}");
            Line("stapled", chain.Staple is { } staple ? $"{staple.Status}, {Day(staple.ThisUpdate)}{(staple.NextUpdate is { } next ? $" to {Day(next)}" : "")}" : "");
            Line("pin", leaf.Pin);
        }

        foreach (var (version, suites) in record.Accepted?.Suites.Reverse() ?? [])
        {
            Line(version.ToString(), string.Join(" ", suites.Select(id => CipherSuites.Of(id).Name)));
        }

        Line("groups", string.Join(" ", record.Accepted?.Groups ?? []));
        Line("SslStream", record.Confirmed?.ToString() ?? "");
        Line("no server name", record.WithoutName ?? "");
        Line("client cert", record.ClientCertificate == "none" ? "" : record.ClientCertificate);
        output.WriteLine();

        void Line(string name, string text)
        {
            if (text.Length > 0)
            {
                output.WriteLine($"  {name,-14} {PlainText.Of(text)}");
            }
        }
    }

    static string Words(string name) => name switch { "NotShown" => "not shown", _ => name.ToLowerInvariant() };

    static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
