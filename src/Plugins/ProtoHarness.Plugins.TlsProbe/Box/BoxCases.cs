using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.StartTls;
using ProtoHarness.Plugins.TlsProbe.Suites;
using ProtoHarness.Plugins.TlsProbe.Wire;

namespace ProtoHarness.Plugins.TlsProbe.Box;

/// <summary>Every case of the box.</summary>
static class BoxCases
{
    const ushort Modern = 0xC02F;
    const ushort ModernCurve = 0xC02B;
    const string Other = "CN=Box Other";

    /// <summary>All cases, by name.</summary>
    public static IReadOnlyList<BoxCase> All { get; } = [.. Certificates(), .. Chains(), .. Servers(), .. Renewals(), .. StartTlsCases(), .. HostileScripts.All];

    /// <summary>A case by its name.</summary>
    public static BoxCase Of(string name) => All.First(one => one.Name == name);

    static IEnumerable<BoxCase> Certificates()
    {
        yield return new("good", "P-256 behind one intermediate, TLS 1.2 and 1.3") { Profile = pki => Present(Good(pki)) };
        yield return new("good-rsa", "the same with RSA 2048") { Profile = pki => Present(GoodRsa(pki)) };
        yield return new("good-tls12", "RSA 2048, TLS 1.2 only") { Profile = pki => Present(GoodRsa(pki), Only(TlsVersion.Tls12, Modern)) };
        yield return new("good-tls12-ecdsa", "P-256, TLS 1.2 only") { Profile = pki => Present(Good(pki), Only(TlsVersion.Tls12, ModernCurve)) };
        yield return new("good-ecdsa", "P-256, TLS 1.3 only, with h2") { Profile = pki => Present(Good(pki), Only(TlsVersion.Tls13, 0x1301)) with { Alpn = ["h2"] } };
        yield return new("good-staple", "with a good stapled response") { Profile = pki => Present(Good(pki) with { Staple = pki.Staple() }) };
        yield return Leaf("expiring", "ten days left of ninety", spec => spec with { From = -80, Until = 10 }, Codes.Expiring);
        yield return Leaf("expired", "since yesterday", spec => spec with { From = -90, Until = -1 }, Codes.Expired);
        yield return Leaf("not-yet-valid", "from tomorrow on", spec => spec with { From = 1, Until = 91 }, Codes.NotYetValid);
        yield return Leaf("wrong-host", "another host's", spec => spec with { Names = ["other.probe.test"] }, Codes.NameMismatch);
        yield return Leaf("wildcard-depth", "a star for one label, asked for two", spec => spec with { Names = ["*.probe.test"] }, Codes.NameMismatch) with { Host = "a.b.probe.test" };
        yield return Leaf("cn-only", "the name stands in the common name alone", spec => spec with { Names = [] }, Codes.CommonNameOnly);
        yield return new("self-signed", "signed by its own key", Codes.SelfSigned)
        {
            Profile = pki => Present(new BoxChain([pki.Leaf(spec => spec with { Key = BoxKeys.Leaf, Issuer = spec.Subject, IssuerKey = BoxKeys.Leaf })], BoxKeys.Leaf)),
        };
        yield return Leaf("sha1-leaf", "signed with SHA-1", spec => spec with { WeakHash = HashAlgorithmName.SHA1 }, Codes.WeakSignature);
        yield return Leaf("md5-leaf", "signed with MD5", spec => spec with { WeakHash = HashAlgorithmName.MD5 }, Codes.WeakSignature);
        yield return new("rsa1024", "a key of 1024 bits", Codes.WeakKey)
        {
            Profile = pki => Present(new BoxChain([pki.Leaf(spec => spec with { Key = BoxKeys.Short }), pki.Intermediate], BoxKeys.Short)),
        };
        yield return Leaf("long-lived", "valid for 900 days", spec => spec with { From = -1, Until = 899 }, Codes.LifetimeTooLong);
        yield return new("revoked", "a stapled response says so", Codes.Revoked) { Profile = pki => Present(Good(pki) with { Staple = pki.Staple(isRevoked: true) }) };
        yield return new("stale-staple", "a stapled response of three weeks ago", Codes.StapleStale) { Profile = pki => Present(Good(pki) with { Staple = pki.Staple(from: -20, until: -10) }) };
        yield return new("foreign-staple", "a stapled response about another certificate", Codes.StapleBad) { Profile = pki => Present(Good(pki) with { Staple = pki.Staple(serial: 4) }) };
        yield return Leaf("must-staple-missing", "it demands a stapled response", spec => spec with { MustStaple = true }, Codes.MustStapleMissing);
        yield return Leaf("client-usage", "for clients only", spec => spec with { Usage = "1.3.6.1.5.5.7.3.2" }, Codes.Usage);
        yield return Leaf("signing-usage", "a key that may sign certificates only", spec => spec with { KeyUsage = X509KeyUsageFlags.KeyCertSign }, Codes.Usage);
        yield return Leaf("critical-extension", "a critical extension that nobody knows", spec => spec with { HasUnknownCritical = true }, Codes.CriticalExtension);
        yield return Leaf("bad-signature", "one bit of the signature turned", spec => spec with { IsCorrupted = true }, Codes.BadSignature);
        yield return Leaf(
            "many-names", "ten thousand names", spec => spec with { Names = [spec.Names[0], .. Enumerable.Range(0, 9_999).Select(i => $"host-{i:0000}.probe.test")] }, Codes.Large);
        yield return Leaf("pin-mismatch", "another key than the pinned one", spec => spec, Codes.PinMismatch) with
        {
            Options = options => options with { Trust = options.Trust with { Pins = ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="] } },
        };
        yield return new("key-not-possessed", "the handshake is signed wrongly", Codes.NotPossessed)
        {
            Profile = pki => Present(Good(pki)) with { SignsWithOtherKey = true },
        };
    }

    static IEnumerable<BoxCase> Chains()
    {
        yield return Chain("expired-intermediate", "its time is over", pki => [pki.GoodLeaf, Intermediate(pki, spec => spec with { Until = -1 })], Codes.IntermediateExpired);
        yield return Chain(
            "intermediate-expiring", "five days left, the leaf has 300", pki => [pki.Leaf(spec => spec with { Until = 300 }), Intermediate(pki, spec => spec with { Until = 5 })],
            Codes.IntermediateExpiring);
        yield return Chain(
            "unused-cross-sign", "an expired cross-signed root that nobody needs",
            pki => [pki.GoodLeaf, pki.Intermediate, pki.Authority("CN=Box Root", "CN=Old Root", BoxKeys.Root, BoxKeys.Other, spec => spec with { Until = -10 })], Codes.UnusedExpired);
        yield return new("untrusted-root", "a private root, presented", Codes.UntrustedRoot)
        {
            Profile = pki => Present(new BoxChain([pki.Leaf(spec => spec with { Issuer = "CN=Private Root", IssuerKey = BoxKeys.Other }), BoxPki.PrivateRoot], BoxKeys.Curve)),
        };
        yield return Chain("missing-intermediate", "the leaf alone", pki => [pki.GoodLeaf], Codes.Incomplete);
        yield return Chain(
            "stalled-issuer-url", "the leaf alone, and its issuer's address stalls: nobody goes there",
            pki => [pki.Leaf(spec => spec with { IssuerUrl = "http://127.0.0.1:9/issuer.cer" })], Codes.Incomplete);
        yield return Chain("reversed", "three intermediates, the wrong way round", pki => Deep(pki, 1, 2, 3), Codes.Order);
        yield return Chain("swapped", "two of three intermediates changed places", pki => Deep(pki, 2, 3, 1), Codes.Order);
        yield return Chain("in-order", "three intermediates", pki => Deep(pki, 3, 2, 1));
        yield return Chain("root-included", "the trusted root too", pki => [pki.GoodLeaf, pki.Intermediate, BoxPki.Root], Codes.Extra);
        yield return Chain("duplicate", "the leaf twice", pki => [pki.GoodLeaf, pki.GoodLeaf, pki.Intermediate], Codes.Extra);
        yield return Chain("unrelated", "another host's leaf too", pki => [pki.GoodLeaf, pki.Intermediate, OtherLeaf(pki)], Codes.Extra);
        yield return Chain(
            "sha1-intermediate", "an intermediate signed with SHA-1", pki => [pki.GoodLeaf, Intermediate(pki, spec => spec with { WeakHash = HashAlgorithmName.SHA1 })], Codes.WeakSignature);
        yield return Chain("not-an-authority", "the issuer may not issue", pki => [pki.GoodLeaf, Intermediate(pki, spec => spec with { IsAuthority = false })], Codes.Constraint);
        yield return Chain(
            "path-length", "an authority under one that allows none",
            pki =>
            [
                pki.GoodLeaf, pki.Authority("CN=Box Intermediate", Other, BoxKeys.Intermediate, BoxKeys.Other),
                pki.Authority(Other, "CN=Box Root", BoxKeys.Other, BoxKeys.Root, spec => spec with { PathLength = 0 }),
            ],
            Codes.Constraint);
        yield return Chain("name-constraint", "the issuer may issue for others only", pki => [pki.GoodLeaf, Intermediate(pki, spec => spec with { PermittedName = "other.test" })], Codes.Constraint);
    }

    static IEnumerable<BoxCase> Servers()
    {
        yield return Suites("tls10-and-tls11", "old versions beside new ones", [Codes.LegacyProtocol], (TlsVersion.Tls10, [0xC013]), (TlsVersion.Tls11, [0xC013]), (TlsVersion.Tls12, [Modern]), (TlsVersion.Tls13, [0x1301]));
        yield return Suites("ssl3-only", "nothing newer than SSL 3.0", [Codes.Ssl3, Codes.NoModern], (TlsVersion.Ssl3, [0x0033]));
        yield return Suites("ssl2", "SSL 2.0 beside TLS 1.2", [Codes.Ssl2], (TlsVersion.Ssl2, []), (TlsVersion.Tls12, [Modern]));
        yield return Suites("null-cipher", "a suite without encryption", [Codes.CipherNull], (TlsVersion.Tls12, [Modern, 0x003B]));
        yield return Suites("anonymous-cipher", "a suite without authentication", [Codes.CipherAnonymous], (TlsVersion.Tls12, [Modern, 0x0034]));
        yield return Suites("export-cipher", "a suite of export strength", [Codes.CipherExport], (TlsVersion.Tls12, [Modern, 0x0003]));
        yield return Suites("rc4-cipher", "a suite with RC4", [Codes.CipherRc4], (TlsVersion.Tls12, [Modern, 0x0005]));
        yield return Suites("des-cipher", "a suite with single DES", [Codes.CipherDes], (TlsVersion.Tls12, [Modern, 0x0009]));
        yield return Suites("3des-cipher", "a suite with triple DES", [Codes.Cipher3Des], (TlsVersion.Tls12, [Modern, 0x000A]));
        yield return Suites("static-rsa", "no suite with forward secrecy", [Codes.NoForwardSecrecy], (TlsVersion.Tls12, [0x009C, 0x002F]));
        yield return new(
            "everything", "every version and every suite for RSA, and a key of 1024 bits",
            Codes.LegacyProtocol, Codes.Ssl2, Codes.Ssl3, Codes.CipherNull, Codes.CipherAnonymous, Codes.CipherExport, Codes.CipherRc4, Codes.CipherDes, Codes.Cipher3Des, Codes.WeakKey)
        {
            Profile = pki => Present(new BoxChain([pki.Leaf(spec => spec with { Key = BoxKeys.Short }), pki.Intermediate], BoxKeys.Short), Everything()),
        };
        yield return new("dhe-1024", "a prime of 1024 bits", Codes.WeakPrime) { Profile = pki => Present(GoodRsa(pki), Only(TlsVersion.Tls12, Modern, 0x009E)) with { PrimeBits = 1024 } };
        yield return new("default-differs", "another leaf without a server name", Codes.SniDefaultDiffers)
        {
            Profile = pki => Present(Good(pki)) with { Present = By(name: Good(pki), noName: new BoxChain([OtherLeaf(pki), pki.Intermediate], BoxKeys.Curve)) },
        };
        yield return new("name-required", "alert 112 without a server name", Codes.SniRequired) { Profile = pki => Present(Good(pki)) with { Present = By(name: Good(pki), noName: null) } };
        foreach (var (name, version, suite) in new[] { ("tls12", TlsVersion.Tls12, ModernCurve), ("tls13", TlsVersion.Tls13, (ushort)0x1301) })
        {
            yield return new($"client-required-{name}", "no session without a certificate of the client's", Codes.ClientCertificateRequired)
            {
                Profile = pki => Present(Good(pki), Only(version, suite)) with { AsksForCertificate = true, NeedsCertificate = true },
            };
            yield return new($"client-optional-{name}", "a certificate of the client's is asked for", Codes.ClientCertificateOptional)
            {
                Profile = pki => Present(Good(pki), Only(version, suite)) with { AsksForCertificate = true },
            };
        }

        yield return new("alternating", "two backends with a leaf each", Codes.Inconsistent)
        {
            Profile = pki =>
            {
                BoxChain[] chains = [Good(pki), new BoxChain([pki.Leaf(spec => spec with { Serial = 1001, Until = 50 }), pki.Intermediate], BoxKeys.Curve)];
                return Present(chains[0]) with { Present = (number, _) => chains[number == 0 ? 0 : 1] };
            },
        };
    }

    static IEnumerable<BoxCase> Renewals()
    {
        yield return new("renewed", "renewed after its first connection, while clients may resume sessions with the old certificate; probed again")
        {
            Profile = pki =>
            {
                BoxChain old = new([pki.Leaf(spec => spec with { Until = 5 }), pki.Intermediate], BoxKeys.Curve);
                BoxChain renewed = new([pki.Leaf(spec => spec with { Serial = 1001 }), pki.Intermediate], BoxKeys.Curve);
                return Present(old, Only(TlsVersion.Tls12, ModernCurve)) with { Present = (number, _) => number == 0 ? old : renewed, Resumes = true };
            },
            IsProbedBefore = true,
        };
    }

    static IEnumerable<BoxCase> StartTlsCases()
    {
        foreach (var protocol in StartTlsProtocols.All)
        {
            foreach (var (mood, name, code) in new (StartTlsMood, string, string[])[]
            {
                (StartTlsMood.Offered, "ok", []), (StartTlsMood.NotOffered, "not-offered", [Codes.StartTlsNotOffered]),
                (StartTlsMood.Refused, "refused", [Codes.StartTlsRefused]), (StartTlsMood.Injected, "injected", [Codes.StartTlsInjection]),
            })
            {
                yield return new($"{protocol.Name}-{name}", $"STARTTLS of {protocol.Name}", code)
                {
                    Profile = pki => Present(Good(pki)) with { StartTls = protocol, Mood = mood },
                    Options = options => options with { StartTls = protocol, Depth = ProbeDepth.Chain },
                };
            }
        }
    }

    static BoxCase Leaf(string name, string summary, Func<CertificateSpec, CertificateSpec> change, params IReadOnlyList<string> expected) =>
        Chain(name, summary, pki => [pki.Leaf(change), pki.Intermediate], expected);

    static BoxCase Chain(string name, string summary, Func<BoxPki, byte[][]> chain, params IReadOnlyList<string> expected) =>
        new(name, summary, expected) { Profile = pki => Present(new BoxChain(chain(pki), BoxKeys.Curve)) };

    static BoxCase Suites(string name, string summary, string[] expected, params IEnumerable<(TlsVersion Version, ushort[] Suites)> suites) =>
        new(name, summary, expected) { Profile = pki => Present(GoodRsa(pki), suites.ToDictionary(pair => pair.Version, pair => pair.Suites)) };

    static BoxChain Good(BoxPki pki) => new([pki.GoodLeaf, pki.Intermediate], BoxKeys.Curve);

    static BoxChain GoodRsa(BoxPki pki) => new([pki.Leaf(spec => spec with { Key = BoxKeys.Leaf }), pki.Intermediate], BoxKeys.Leaf);

    static BoxProfile Present(BoxChain chain, IReadOnlyDictionary<TlsVersion, ushort[]>? suites = null)
    {
        var profile = new BoxProfile { Present = (_, _) => chain };
        return suites is null ? profile : profile with { Suites = suites };
    }

    static Func<int, string?, BoxChain?> By(BoxChain name, BoxChain? noName) => (_, sent) => sent is null ? noName : name;

    static Dictionary<TlsVersion, ushort[]> Only(TlsVersion version, params ushort[] suites) => new() { [version] = suites };

    static Dictionary<TlsVersion, ushort[]> Everything()
    {
        List<CipherSuite> older = [.. CipherSuites.Older.Select(CipherSuites.Of).Where(suite => suite.IsForRsa || suite.IsAnonymous)];
        ushort[] oldest = [.. older.Where(suite => !suite.NeedsTls12).Select(suite => suite.Id)];
        return new()
        {
            [TlsVersion.Ssl2] = [],
            [TlsVersion.Ssl3] = oldest,
            [TlsVersion.Tls10] = oldest,
            [TlsVersion.Tls11] = oldest,
            [TlsVersion.Tls12] = [.. older.Select(suite => suite.Id)],
            [TlsVersion.Tls13] = [0x1301, 0x1302],
        };
    }

    static byte[] Intermediate(BoxPki pki, Func<CertificateSpec, CertificateSpec> change) =>
        pki.Authority("CN=Box Intermediate", "CN=Box Root", BoxKeys.Intermediate, BoxKeys.Root, change);

    static byte[] OtherLeaf(BoxPki pki) => pki.Leaf(spec => spec with { Subject = "CN=other.test", Names = ["other.test"], Serial = 1002 });

    static byte[][] Deep(BoxPki pki, params int[] order)
    {
        byte[] Level(int i) => pki.Authority(
            $"CN=Box Intermediate {i}", i == 1 ? "CN=Box Root" : $"CN=Box Intermediate {i - 1}", BoxKeys.Intermediate, i == 1 ? BoxKeys.Root : BoxKeys.Intermediate);
        return [pki.Leaf(spec => spec with { Issuer = "CN=Box Intermediate 3" }), .. order.Select(Level)];
    }
}
