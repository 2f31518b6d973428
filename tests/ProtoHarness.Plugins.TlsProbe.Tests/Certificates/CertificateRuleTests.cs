using ProtoHarness.Plugins.TlsProbe.Certificates;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Certificates;

public class CertificateRuleTests
{
    [Theory]
    [InlineData("host.probe.test", "HOST.probe.test", true)]
    [InlineData("host.probe.test", "*.probe.test", true)]
    [InlineData("a.host.probe.test", "*.probe.test", false)]
    [InlineData("probe.test", "*.test", false)]
    [InlineData("host.probe.test", "h*.probe.test", false)]
    [InlineData("host.probe.test", "host.*.test", false)]
    [InlineData("host.probe.test", "*", false)]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "*.0.2.1", false)]
    [InlineData("2001:db8::1", "2001:db8:0::1", true)]
    public void A_name_is_a_hosts_or_not(string host, string name, bool matches) => Assert.Equal(matches, HostNames.Matches(host, name));

    [Theory]
    [InlineData(90, 29, true, false)]
    [InlineData(90, 13, true, true)]
    [InlineData(90, 31, false, false)]
    [InlineData(6, 3, false, false)]
    [InlineData(6, 1.5, true, false)]
    [InlineData(6, 0.5, true, true)]
    public void The_end_is_near_by_days_or_by_a_part_of_the_lifetime(double lifetime, double left, bool warns, bool isCritical)
    {
        var now = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var end = now.AddDays(left);

        Assert.Equal(warns, Threshold.Warning.IsNear(end.AddDays(-lifetime), end, now));
        Assert.Equal(isCritical, Threshold.Critical.IsNear(end.AddDays(-lifetime), end, now));
    }

    [Theory]
    [InlineData("30d", 30.0, null)]
    [InlineData("7", 7.0, null)]
    [InlineData("25%", null, 0.25)]
    public void A_threshold_is_read(string text, double? days, double? part)
    {
        Assert.True(Threshold.TryParse(text, out var threshold));
        Assert.Equal((days, part), (threshold!.Days, threshold.Part));
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("-3d")]
    [InlineData("101%")]
    [InlineData("soon")]
    public void What_is_no_threshold_is_refused(string text) => Assert.False(Threshold.TryParse(text, out _));
}
