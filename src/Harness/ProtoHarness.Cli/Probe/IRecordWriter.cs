using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Cli.Probe;

/// <summary>Prints records in one format.</summary>
interface IRecordWriter
{
    /// <summary>A record, as soon as it is known.</summary>
    void Write(ProbeRecord record, TextWriter output);

    /// <summary>There are no more.</summary>
    void End(TextWriter output)
    {
    }
}
