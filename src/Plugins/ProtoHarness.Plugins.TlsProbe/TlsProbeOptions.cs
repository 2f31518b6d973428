using ProtoHarness.Abstractions;
using ProtoHarness.Plugins.TlsProbe.Box;

namespace ProtoHarness.Plugins.TlsProbe;

/// <summary>What can be set.</summary>
static class TlsProbeOptions
{
    /// <summary>Which server of the box.</summary>
    public static readonly Parameter<string> Case = Parameter.Text(
        "case", "which server of the box", "good", choices: [.. BoxCases.All.Select(one => one.Name)], samples: ["good-tls12", "expired"],
        describe: name => BoxCases.Of(name).Summary);

    /// <summary>Where the root of the box goes, for who probes it from elsewhere.</summary>
    public static readonly Parameter<string> Root = Parameter.Text("root", "a file that the root of the box is written to, in PEM, for --ca; empty: none", "");

    /// <summary>How much is asked of it.</summary>
    public static readonly Parameter<string> Depth = Parameter.Text("depth", "one handshake, or everything", "chain", choices: ["chain", "full"]);
}
