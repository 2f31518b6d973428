using ProtoHarness.Plugins.TlsProbe.Reports;

namespace ProtoHarness.Plugins.TlsProbe.Certificates;

/// <summary>Whether certificates were presented in the order of the path, and which were not needed.</summary>
static class PresentedOrder
{
    public static void Judge(
        List<CertificateReport> presented, List<CertificateReport> path, bool isVerified, DateTimeOffset now, List<Finding> findings)
    {
        // The walk goes from the leaf by names alone: what a client of the simple kind would do.
        var walk = new List<int> { 0 };
        while (presented[walk[^1]] is { IsSelfSigned: false } current
            && presented.FindIndex(candidate => candidate.Subject == current.Issuer) is >= 0 and var next && !walk.Contains(next))
        {
            walk.Add(next);
        }

        if (walk.Zip(walk.Skip(1)).Any(step => step.Second < step.First))
        {
            findings.Add(Codes.Find(Codes.Order, $"the path's order is {string.Join(", ", walk.Select(index => index + 1))}"));
        }

        var extra = new List<string>();
        for (var i = 1; i < presented.Count; i++)
        {
            var certificate = presented[i];
            if (presented.FindIndex(other => other.Sha256 == certificate.Sha256) < i)
            {
                extra.Add("duplicate");
            }
            else if (now > certificate.NotAfter && !path.Exists(other => other.Sha256 == certificate.Sha256))
            {
                findings.Add(Codes.Find(Codes.UnusedExpired, certificate.Subject));
            }
            else if (certificate.IsSelfSigned && isVerified && path.Exists(other => other.Sha256 == certificate.Sha256))
            {
                extra.Add("anchor");
            }
            else if (!walk.Contains(i) && !path.Exists(other => other.Sha256 == certificate.Sha256))
            {
                extra.Add("unrelated");
            }
        }

        if (extra.Count > 0)
        {
            findings.Add(Codes.Find(Codes.Extra, string.Join(", ", extra.Distinct())));
        }
    }
}
