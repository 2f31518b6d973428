using ProtoHarness.Plugins.TlsProbe.Probing;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Probing;

public class ProbeTargetTests
{
    [Theory]
    [InlineData("example.org", "example.org", 443)]
    [InlineData(" example.org:8443 ", "example.org", 8443)]
    [InlineData("192.0.2.1:1", "192.0.2.1", 1)]
    [InlineData("2001:db8::1", "2001:db8::1", 443)]
    [InlineData("[2001:db8::1]:65535", "2001:db8::1", 65535)]
    [InlineData("bücher.example", "xn--bcher-kva.example", 443)]
    public void A_server_is_read(string text, string host, int port)
    {
        Assert.True(ProbeTarget.TryParse(text, 443, out var target, out var error), error);
        Assert.Equal((host, port), (target!.Host, target.Port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bad..host")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:")]
    [InlineData("host:https")]
    [InlineData("-host")]
    [InlineData("ho st")]
    [InlineData("host/path")]
    [InlineData("https://host")]
    [InlineData("https://host:8443/path")]
    [InlineData("[2001:db8::1")]
    [InlineData("[2001:db8::1]443")]
    public void What_is_no_server_is_refused_by_its_own_text(string text)
    {
        Assert.False(ProbeTarget.TryParse(text, 443, out _, out var error));
        Assert.Contains(text, error, StringComparison.Ordinal);
    }

    [Property]
    public void Any_text_is_a_server_or_an_error(string? text)
    {
        Assert.Equal(ProbeTarget.TryParse(text ?? "", 443, out var target, out var error), error is null);
        Assert.Equal(target is null, error is not null);
    }
}
