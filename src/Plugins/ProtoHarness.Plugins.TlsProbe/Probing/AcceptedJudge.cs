using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Probing;

/// <summary>Judges versions, suites and groups.</summary>
static class AcceptedJudge
{
    const int LeastPrime = 2048;

    public static void Judge(Enumeration accepted, Action<Finding> add)
    {
        var versions = accepted.Suites.Keys;
        if (accepted.Interrupted is { } why)
        {
            add(Codes.Find(Codes.ScanIncomplete, why));
        }

        var old = new[] { (TlsVersion.Tls10, "tls10"), (TlsVersion.Tls11, "tls11") }.Where(pair => versions.Contains(pair.Item1)).Select(pair => pair.Item2).ToList();
        if (old.Count > 0)
        {
            add(Codes.Find(Codes.LegacyProtocol, string.Join(", ", old)));
        }

        if (versions.Contains(TlsVersion.Ssl2))
        {
            add(Codes.Find(Codes.Ssl2));
        }

        if (versions.Contains(TlsVersion.Ssl3))
        {
            add(Codes.Find(Codes.Ssl3));
        }

        if (versions.Count > 0 && !versions.Contains(TlsVersion.Tls12) && !versions.Contains(TlsVersion.Tls13))
        {
            add(Codes.Find(Codes.NoModern, string.Join(", ", versions)));
        }

        List<CipherSuite> suites = [.. accepted.Suites.Values.SelectMany(all => all).Distinct().Select(CipherSuites.Of)];
        (string Code, Func<CipherSuite, bool> Is)[] kinds =
        [
            (Codes.CipherNull, suite => suite.IsNull), (Codes.CipherAnonymous, suite => suite.IsAnonymous), (Codes.CipherExport, suite => suite.IsExport),
            (Codes.CipherRc4, suite => suite.IsRc4 && !suite.IsExport), (Codes.CipherDes, suite => suite.IsDes && !suite.IsExport),
            (Codes.Cipher3Des, suite => suite.Is3Des),
        ];
        foreach (var (code, isOne) in kinds)
        {
            if (suites.FindAll(suite => isOne(suite)) is { Count: > 0 } found)
            {
                add(Codes.Find(code, string.Join(", ", found.Take(4).Select(suite => suite.Name)) + (found.Count > 4 ? $" and {found.Count - 4} more" : "")));
            }
        }

        if (suites.Count > 0 && !suites.Exists(suite => suite.HasForwardSecrecy))
        {
            add(Codes.Find(Codes.NoForwardSecrecy, $"{suites.Count} suites"));
        }

        if (accepted.PrimeBits is > 0 and < LeastPrime)
        {
            add(Codes.Find(Codes.WeakPrime, $"{accepted.PrimeBits} bits"));
        }
    }
}
