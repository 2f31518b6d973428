using System.Security.Cryptography.X509Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Builds the path from a leaf to a root by the machine's library, at a given time, without any download.</summary>
static class PathBuilder
{
    const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    const X509ChainStatusFlags Ignored =
        X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation | X509ChainStatusFlags.NotTimeNested;

    /// <summary>The path, what is wrong on it, and whether nothing is. The caller disposes of the certificates.</summary>
    public static (List<X509Certificate2> Path, List<PathProblem> Problems, bool IsVerified) Build(
        List<X509Certificate2> presented, X509Certificate2Collection? roots, DateTimeOffset now)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTimeIgnored = false;
        policy.VerificationTime = now.UtcDateTime;
        policy.ApplicationPolicy.Add(new(ServerAuthentication));
        if (roots is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        presented.Skip(1).ToList().ForEach(certificate => policy.ExtraStore.Add(certificate));
        var isVerified = chain.Build(presented[0]);
        var path = new List<X509Certificate2>();
        var problems = new List<PathProblem>();
        foreach (var element in chain.ChainElements)
        {
            var index = path.Count;
            path.Add(element.Certificate);
            var isNotCa = index > 0 && !element.Certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(c => c.CertificateAuthority);
            var flags = element.ChainElementStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) & ~Ignored;
            for (var bit = 1; bit != 0; bit <<= 1)
            {
                if (flags.HasFlag((X509ChainStatusFlags)bit))
                {
                    problems.Add(new(index, (X509ChainStatusFlags)bit) { IsNotCa = isNotCa });
                }
            }
        }

        if (path.Count == 0)
        {
            path.Add(X509CertificateLoader.LoadCertificate(presented[0].RawDataMemory.Span));
            problems.Add(new(0, X509ChainStatusFlags.PartialChain));
        }

        return (path, problems, isVerified);
    }
}
