using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Sharing;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Judges a presented chain. Touches no network: a missing issuer stays missing, and nobody is asked for a revocation.</summary>
sealed class ChainJudge(TrustOptions options, string host, DateTimeOffset now, SharedWork shared)
{
    readonly List<Finding> _findings = [];

    /// <summary>Judges a chain.</summary>
    /// <param name="chain">Leaf first, at least one, in DER.</param>
    /// <param name="staple">The stapled response; null without one.</param>
    /// <returns>The verdict; null when a certificate cannot be read.</returns>
    public ChainVerdict? Judge(IReadOnlyList<ReadOnlyMemory<byte>> chain, ReadOnlyMemory<byte>? staple)
    {
        var certificates = new List<KnownCertificate>();
        foreach (var der in chain)
        {
            if (shared.Certificates.Read(der) is not { } certificate)
            {
                return null;
            }

            certificates.Add(certificate);
        }

        return Judge(certificates, staple);
    }

    ChainVerdict Judge(List<KnownCertificate> certificates, ReadOnlyMemory<byte>? staple)
    {
        List<CertificateReport> presented = [.. certificates.Select(certificate => certificate.Report)];
        var leaf = presented[0];
        var built = shared.Paths.Build(certificates, options.Roots, now, shared.Certificates);
        List<CertificateReport> reports = [.. built.Path.Select(certificate => certificate.Report)];
        JudgePath(reports, built.Problems);
        JudgeTimes(presented, reports);
        JudgeNames(leaf);
        PresentedOrder.Judge(presented, reports, built.IsVerified, now, _findings);
        foreach (var weak in presented.Where(certificate => certificate.IsSignatureWeak && !certificate.IsSelfSigned))
        {
            Add(Codes.WeakSignature, $"{weak.Subject}: {weak.Signature}");
        }

        foreach (var weak in presented.Where(certificate => certificate.IsKeyWeak))
        {
            Add(Codes.WeakKey, $"{weak.Subject}: {weak.Key}");
        }

        if (presented.Sum(certificate => certificate.Length) is var length && length > options.LargeChain)
        {
            Add(Codes.Large, $"{length} bytes, {leaf.Names.Count} names");
        }

        if (options.Pins.Count > 0 && !presented.Exists(certificate => options.Pins.Contains(certificate.Pin)))
        {
            Add(Codes.PinMismatch, $"the leaf's is {leaf.Pin}");
        }

        var read = JudgeStaple(certificates[0].Certificate, leaf, built.Path.ElementAtOrDefault(1)?.Certificate, staple);
        return new(presented, reports, built.IsVerified, read, _findings) { Host = host };
    }

    void JudgePath(List<CertificateReport> path, IReadOnlyList<PathProblem> problems)
    {
        foreach (var (index, status) in problems)
        {
            var at = path[index];
            switch (status)
            {
                case X509ChainStatusFlags.NotTimeValid when index > 0:
                    Add(Codes.IntermediateExpired, $"{at.Subject}: {Day(at.NotBefore)} to {Day(at.NotAfter)}");
                    break;
                case X509ChainStatusFlags.NotTimeValid:
                    break;
                case X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain when path.Count == 1 && at.IsSelfSigned:
                    Add(Codes.SelfSigned, at.Subject);
                    break;
                case X509ChainStatusFlags.UntrustedRoot:
                    Add(Codes.UntrustedRoot, at.Subject);
                    break;
                case X509ChainStatusFlags.PartialChain:
                    var last = path[^1];
                    Add(Codes.Incomplete, $"missing: {last.Issuer}{(last.IssuerUrl is { } url ? $", said to be at {url}" : "")}");
                    break;
                case X509ChainStatusFlags.InvalidBasicConstraints:
                    Add(Codes.Constraint, problems.Any(problem => problem.IsNotCa) ? "notCa" : "pathLen");
                    break;
                case X509ChainStatusFlags.InvalidNameConstraints or X509ChainStatusFlags.HasNotPermittedNameConstraint
                    or X509ChainStatusFlags.HasExcludedNameConstraint or X509ChainStatusFlags.HasNotSupportedNameConstraint:
                    Add(Codes.Constraint, "name");
                    break;
                case X509ChainStatusFlags.HasNotSupportedCriticalExtension:
                    Add(Codes.CriticalExtension, at.Subject);
                    break;
                case X509ChainStatusFlags.NotValidForUsage:
                    Add(Codes.Usage, at.Subject);
                    break;
                case X509ChainStatusFlags.NotSignatureValid:
                    Add(Codes.BadSignature, at.Subject);
                    break;
                default:
                    Add(Codes.NotVerified, $"{at.Subject}: {status}");
                    break;
            }
        }

        // The library does not look at the usage of every leaf: it is wrong all the same.
        if (!path[0].IsForServers)
        {
            Add(Codes.Usage, path[0].Subject);
        }
    }

    void JudgeTimes(List<CertificateReport> presented, List<CertificateReport> path)
    {
        var leaf = presented[0];
        if (now < leaf.NotBefore)
        {
            Add(Codes.NotYetValid, $"from {Day(leaf.NotBefore)}");
        }
        else if (now > leaf.NotAfter)
        {
            Add(Codes.Expired, $"since {Day(leaf.NotAfter)}, {DaysLeft(leaf.NotAfter)} days");
        }
        else if (options.Critical.IsNear(leaf.NotBefore, leaf.NotAfter, now) || options.Warning.IsNear(leaf.NotBefore, leaf.NotAfter, now))
        {
            var isCritical = options.Critical.IsNear(leaf.NotBefore, leaf.NotAfter, now);
            _findings.Add(new(Codes.Expiring, isCritical ? Severity.Critical : Severity.Warning, $"{Day(leaf.NotAfter)}, {DaysLeft(leaf.NotAfter)} days left"));
        }

        foreach (var near in path.Skip(1).Where(c => !c.IsSelfSigned && now <= c.NotAfter && options.Warning.IsNear(c.NotBefore, c.NotAfter, now)))
        {
            Add(Codes.IntermediateExpiring, $"{near.Subject}: {Day(near.NotAfter)}");
        }

        if ((leaf.NotAfter - leaf.NotBefore).TotalDays > options.MaxLifetimeDays)
        {
            Add(Codes.LifetimeTooLong, $"{(int)(leaf.NotAfter - leaf.NotBefore).TotalDays} days");
        }
    }

    void JudgeNames(CertificateReport leaf)
    {
        if (HostNames.Mismatch(host, leaf.Names) is not { } reason)
        {
            return;
        }

        if (leaf.Names.Count == 0 && leaf.CommonName is { } name && HostNames.Matches(host, name))
        {
            Add(Codes.CommonNameOnly, name);
        }
        else
        {
            Add(Codes.NameMismatch, $"{host}: {reason}");
        }
    }

    OcspStaple? JudgeStaple(X509Certificate2 leaf, CertificateReport report, X509Certificate2? issuer, ReadOnlyMemory<byte>? staple)
    {
        if (staple is not { } der)
        {
            if (report.MustStaple)
            {
                Add(Codes.MustStapleMissing, report.Subject);
            }

            return null;
        }

        var read = OcspStaple.Read(der, leaf, issuer);
        if (read is null || (issuer is not null && !read.IsSigned))
        {
            Add(Codes.StapleBad, read is null ? "it cannot be read, or is not about the leaf" : "not signed by the issuer");
        }
        else if (read.Status == "revoked")
        {
            Add(Codes.Revoked, $"as of {Day(read.ThisUpdate)}");
        }
        else if (read.IsStale(now))
        {
            Add(Codes.StapleStale, $"until {Day(read.NextUpdate ?? read.ThisUpdate)}");
        }

        return read;
    }

    void Add(string code, string detail)
    {
        if (!_findings.Exists(finding => finding.Code == code))
        {
            _findings.Add(Codes.Find(code, detail));
        }
    }

    long DaysLeft(DateTimeOffset end) => (long)Math.Floor((end - now).TotalDays);

    static string Day(DateTimeOffset time) => time.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
