using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Builds the path from a leaf to a root by the machine's library, at a given time, without any download.</summary>
static class PathBuilder
{
    const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    const X509ChainStatusFlags Ignored =
        X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation | X509ChainStatusFlags.NotTimeNested;

    /// <summary>Builds the path.</summary>
    /// <param name="presented">Leaf first.</param>
    /// <param name="roots">What is trusted; null: what this machine trusts.</param>
    /// <param name="now">The time that it is judged at.</param>
    /// <param name="certificates">Reads what the library puts on the path.</param>
    public static BuiltPath Build(IReadOnlyList<KnownCertificate> presented, X509Certificate2Collection? roots, DateTimeOffset now, CertificateCache certificates)
    {
        using var chain = new X509Chain { ChainPolicy = Policy(roots, now) };
        chain.ChainPolicy.ExtraStore.AddRange(presented.Skip(1).Select(one => one.Certificate).ToArray());
        var isVerified = TryBuild(chain, presented[0].Certificate);
        var path = new List<KnownCertificate>();
        var problems = new List<PathProblem>();
        foreach (var element in chain.ChainElements)
        {
            if (certificates.Read(element.Certificate.RawDataMemory) is not { } certificate)
            {
                continue;
            }

            var index = path.Count;
            path.Add(certificate);
            var isNotCa = index > 0 && !certificate.Report.IsAuthority;
            var flags = element.ChainElementStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) & ~Ignored;
            for (var bit = 1; bit != 0; bit <<= 1)
            {
                if (flags.HasFlag((X509ChainStatusFlags)bit))
                {
                    problems.Add(new(index, (X509ChainStatusFlags)bit) { IsNotCa = isNotCa });
                }
            }

            element.Certificate.Dispose();
        }

        if (path.Count == 0)
        {
            path.Add(presented[0]);
            problems.Add(new(0, X509ChainStatusFlags.PartialChain));
        }

        var ends = presented.Concat(path).SelectMany(one => new[] { one.Report.NotBefore, one.Report.NotAfter }).ToList();
        return new(path, problems, isVerified)
        {
            From = ends.Where(end => end <= now).Append(now - PathCache.MostAge).Max(),
            Until = ends.Where(end => end >= now).Append(now + PathCache.MostAge).Min(),
        };
    }

    static bool TryBuild(X509Chain chain, X509Certificate2 leaf)
    {
        try
        {
            return chain.Build(leaf);
        }
        catch (CryptographicException)
        {
            // What the library cannot even begin to verify has no path.
            return false;
        }
    }

    /// <summary>What the library is to verify, and that it asks nobody.</summary>
    public static X509ChainPolicy Policy(X509Certificate2Collection? roots, DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTimeIgnored = false,
            VerificationTime = now.UtcDateTime,
            ApplicationPolicy = { new(ServerAuthentication) },
        };
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }
}
