namespace ProtoHarness.Plugins.TlsProbe.Wire;

/// <summary>How bad an alert is.</summary>
enum AlertLevel : byte
{
    None = 0,
    Warning = 1,
    Fatal = 2,
}
