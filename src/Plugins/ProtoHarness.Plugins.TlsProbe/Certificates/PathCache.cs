using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Plugins.TlsProbe.Sharing;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Paths that were built, by what was presented and what was trusted. One holds until a certificate on it begins or ends, and ten minutes at most.</summary>
sealed class PathCache
{
    /// <summary>Bytes of the certificates of all paths that are kept.</summary>
    public const long MostBytes = 8 << 20;

    /// <summary>Roots come and go: after this long a path is built again.</summary>
    public static readonly TimeSpan MostAge = TimeSpan.FromMinutes(10);

    readonly BoundedCache<(string Presented, X509Certificate2Collection? Roots), BuiltPath> _built = new(MostBytes);

    /// <summary>The path of what was presented.</summary>
    /// <param name="presented">Leaf first.</param>
    /// <param name="roots">What is trusted; null: what this machine trusts.</param>
    /// <param name="now">The time that it is judged at.</param>
    /// <param name="certificates">Reads what the library puts on the path.</param>
    public BuiltPath Build(IReadOnlyList<KnownCertificate> presented, X509Certificate2Collection? roots, DateTimeOffset now, CertificateCache certificates)
    {
        var key = (string.Concat(presented.Select(certificate => certificate.Report.Sha256)), roots);
        if (_built.TryGet(key, out var built) && built.Holds(now))
        {
            return built;
        }

        built = PathBuilder.Build(presented, roots, now, certificates);
        _built.Put(key, built, presented.Concat(built.Path).Sum(certificate => (long)certificate.Report.Length));
        return built;
    }
}
