using ProtoHarness.Plugins.TlsProbe.Box;
using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Tests.Others;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Box;

/// <summary>What a box must have to prove a probe on: none of it may get lost.</summary>
public class CaseGroupTests
{
    [Theory]
    [InlineData("good-rsa", null, null)]
    [InlineData("good-ecdsa", null, null)]
    [InlineData("expiring", Codes.Expiring, Severity.Critical)]
    [InlineData("expired", Codes.Expired, Severity.Critical)]
    [InlineData("not-yet-valid", Codes.NotYetValid, Severity.Critical)]
    [InlineData("expired-intermediate", Codes.IntermediateExpired, Severity.Critical)]
    [InlineData("intermediate-expiring", Codes.IntermediateExpiring, Severity.Warning)]
    [InlineData("unused-cross-sign", Codes.UnusedExpired, Severity.Info)]
    [InlineData("wrong-host", Codes.NameMismatch, Severity.Critical)]
    [InlineData("wildcard-depth", Codes.NameMismatch, Severity.Critical)]
    [InlineData("cn-only", Codes.CommonNameOnly, Severity.Critical)]
    [InlineData("self-signed", Codes.SelfSigned, Severity.Critical)]
    [InlineData("untrusted-root", Codes.UntrustedRoot, Severity.Critical)]
    [InlineData("missing-intermediate", Codes.Incomplete, Severity.Critical)]
    [InlineData("reversed", Codes.Order, Severity.Warning)]
    [InlineData("swapped", Codes.Order, Severity.Warning)]
    [InlineData("root-included", Codes.Extra, Severity.Info)]
    [InlineData("duplicate", Codes.Extra, Severity.Info)]
    [InlineData("unrelated", Codes.Extra, Severity.Info)]
    [InlineData("sha1-leaf", Codes.WeakSignature, Severity.Critical)]
    [InlineData("md5-leaf", Codes.WeakSignature, Severity.Critical)]
    [InlineData("sha1-intermediate", Codes.WeakSignature, Severity.Critical)]
    [InlineData("rsa1024", Codes.WeakKey, Severity.Critical)]
    [InlineData("long-lived", Codes.LifetimeTooLong, Severity.Info)]
    [InlineData("revoked", Codes.Revoked, Severity.Critical)]
    [InlineData("stale-staple", Codes.StapleStale, Severity.Warning)]
    [InlineData("must-staple-missing", Codes.MustStapleMissing, Severity.Critical)]
    [InlineData("client-usage", Codes.Usage, Severity.Critical)]
    [InlineData("not-an-authority", Codes.Constraint, Severity.Critical)]
    [InlineData("path-length", Codes.Constraint, Severity.Critical)]
    [InlineData("name-constraint", Codes.Constraint, Severity.Critical)]
    [InlineData("critical-extension", Codes.CriticalExtension, Severity.Critical)]
    [InlineData("bad-signature", Codes.BadSignature, Severity.Critical)]
    [InlineData("many-names", Codes.Large, Severity.Info)]
    [InlineData("tls10-and-tls11", Codes.LegacyProtocol, Severity.Warning)]
    [InlineData("ssl3-only", Codes.NoModern, Severity.Critical)]
    [InlineData("null-cipher", Codes.CipherNull, Severity.Critical)]
    [InlineData("anonymous-cipher", Codes.CipherAnonymous, Severity.Critical)]
    [InlineData("export-cipher", Codes.CipherExport, Severity.Critical)]
    [InlineData("rc4-cipher", Codes.CipherRc4, Severity.Critical)]
    [InlineData("3des-cipher", Codes.Cipher3Des, Severity.Warning)]
    [InlineData("static-rsa", Codes.NoForwardSecrecy, Severity.Warning)]
    [InlineData("dhe-1024", Codes.WeakPrime, Severity.Warning)]
    [InlineData("default-differs", Codes.SniDefaultDiffers, Severity.Info)]
    [InlineData("name-required", Codes.SniRequired, Severity.Info)]
    [InlineData("client-required-tls12", Codes.ClientCertificateRequired, Severity.Info)]
    [InlineData("client-required-tls13", Codes.ClientCertificateRequired, Severity.Info)]
    [InlineData("client-optional-tls12", Codes.ClientCertificateOptional, Severity.Info)]
    [InlineData("client-optional-tls13", Codes.ClientCertificateOptional, Severity.Info)]
    [InlineData("renewed", null, null)]
    [InlineData("alternating", Codes.Inconsistent, Severity.Warning)]
    [InlineData("pin-mismatch", Codes.PinMismatch, Severity.Critical)]
    [InlineData("stalled-issuer-url", Codes.Incomplete, Severity.Critical)]
    public async Task A_case_has_its_code_and_its_severity(string name, string? code, object? severity)
    {
        var one = BoxCases.Of(name);
        Assert.Equal(code is not null, one.Expected.Count > 0);
        if (code is null)
        {
            return;
        }

        Assert.Contains(code, one.Expected);
        await using var box = new BoxListener(name);
        var record = await BoxProbe.RunAsync(
            one, new BoxNetwork(box.Port), ProbeDepth.Full, TimeProvider.System, new Random(1), TestContext.Current.CancellationToken);

        Assert.Equal(severity, record.Findings.Single(finding => finding.Code == code).Severity);
    }
}
