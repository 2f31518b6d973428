using ProtoHarness.Plugins.TlsProbe.Certificates;
using ProtoHarness.Plugins.TlsProbe.Crypto;

namespace ProtoHarness.Plugins.TlsProbe.Sharing;

/// <summary>What the probes of one run need not do twice: keys, certificates that were read, paths that were built. All of it is bounded.</summary>
/// <param name="random">Where keys come from.</param>
sealed class SharedWork(Random random)
{
    /// <summary>The probe's side of key exchanges.</summary>
    public KeyRing Keys { get; } = new(random);

    /// <summary>Certificates that were read.</summary>
    public CertificateCache Certificates { get; } = new();

    /// <summary>Paths that were built.</summary>
    public PathCache Paths { get; } = new();
}
