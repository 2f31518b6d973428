using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProtoHarness.Plugins.TlsProbe.Certificates;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Suites;

namespace ProtoHarness.Cli.Probe;

/// <summary>Records as JSON, one a line, written whole.</summary>
sealed class JsonRecords : IRecordWriter
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(ProbeRecord record, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            Write(json, record);
        }

        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        output.Flush();
    }

    static void Write(Utf8JsonWriter json, ProbeRecord record)
    {
        json.WriteStartObject();
        json.WriteString("target", record.Target);
        json.WriteString("time", record.Time);
        json.WriteString("status", record.Status.ToString().ToLowerInvariant());
        json.WriteStartArray("findings");
        foreach (var finding in record.Findings)
        {
            json.WriteStartObject();
            json.WriteString("code", finding.Code);
            json.WriteString("severity", finding.Severity.ToString().ToLowerInvariant());
            json.WriteString("detail", finding.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (record.Chain is { } chain)
        {
            json.WriteString("leaf_not_after", chain.Presented[0].NotAfter);
            json.WriteString("presented_min_not_after", chain.PresentedMin);
            WriteOrNull(json, "verified_min_not_after", chain.VerifiedMin);
            json.WriteNumber("days_left", record.DaysLeft!.Value);
            json.WriteString("name", chain.Host);
            json.WriteBoolean("name_matches", chain.NameMatches);
            Certificates(json, "presented", chain.Presented);
            Certificates(json, "path", chain.Path);
            json.WriteBoolean("verified", chain.IsVerified);
            if (chain.Staple is { } staple)
            {
                json.WriteStartObject("staple");
                json.WriteString("status", staple.Status);
                json.WriteString("this_update", staple.ThisUpdate);
                WriteOrNull(json, "next_update", staple.NextUpdate);
                json.WriteBoolean("signed", staple.IsSigned);
                json.WriteEndObject();
            }
        }

        WriteOrNull(json, "version", record.Suite is null ? null : record.Version.ToString());
        WriteOrNull(json, "suite", record.Suite);
        WriteOrNull(json, "group", record.Group == 0 ? null : record.Group.ToString());
        WriteOrNull(json, "alpn", record.Alpn);
        json.WriteString("possession", record.Possession.ToString());
        json.WriteString("client_certificate", record.ClientCertificate);
        WriteOrNull(json, "without_name", record.WithoutName);
        WriteOrNull(json, "confirmed", record.Confirmed?.ToString());
        Accepted(json, record);
        json.WriteNumber("handshakes", record.Handshakes);
        json.WriteNumber("seconds", Math.Round(record.Elapsed.TotalSeconds, 4));
        json.WriteEndObject();
    }

    static void Accepted(Utf8JsonWriter json, ProbeRecord record)
    {
        if (record.Accepted is not { } accepted)
        {
            return;
        }

        json.WriteStartObject("suites");
        foreach (var (version, suites) in accepted.Suites)
        {
            Strings(json, version.ToString(), suites.Select(id => CipherSuites.Of(id).Name));
        }

        json.WriteEndObject();
        Strings(json, "groups", accepted.Groups.Select(group => group.ToString()));
        json.WriteNumber("prime_bits", accepted.PrimeBits);
    }

    static void Certificates(Utf8JsonWriter json, string name, IReadOnlyList<CertificateReport> certificates)
    {
        json.WriteStartArray(name);
        foreach (var certificate in certificates)
        {
            json.WriteStartObject();
            json.WriteString("subject", certificate.Subject);
            json.WriteString("issuer", certificate.Issuer);
            json.WriteString("serial", certificate.Serial);
            json.WriteString("not_before", certificate.NotBefore);
            json.WriteString("not_after", certificate.NotAfter);
            Strings(json, "names", certificate.Names);
            json.WriteString("key", certificate.Key);
            json.WriteString("signature", certificate.Signature);
            json.WriteString("sha256", certificate.Sha256);
            json.WriteString("pin", certificate.Pin);
            json.WriteBoolean("self_signed", certificate.IsSelfSigned);
            json.WriteBoolean("authority", certificate.IsAuthority);
            WriteOrNull(json, "path_length", certificate.PathLength?.ToString(CultureInfo.InvariantCulture));
            WriteOrNull(json, "key_usage", certificate.KeyUsage?.ToString());
            Strings(json, "usages", certificate.Usages ?? []);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        values.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    static void WriteOrNull(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    static void WriteOrNull(Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            json.WriteString(name, time);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
