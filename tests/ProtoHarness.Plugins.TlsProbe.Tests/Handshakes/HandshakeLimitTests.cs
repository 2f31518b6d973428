using ProtoHarness.Plugins.TlsProbe.Handshakes;
using ProtoHarness.Plugins.TlsProbe.Reports;
using ProtoHarness.Plugins.TlsProbe.Sharing;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Handshakes;

public class HandshakeLimitTests
{
    static readonly byte[] OneByte = [22, 3, 3, 0, 1, 2];

    [Fact]
    public void More_records_than_may_be_are_a_flood()
    {
        using var handshake = Start(new HandshakeLimits { MaxRecords = 3 });
        Enumerable.Range(0, 3).ToList().ForEach(_ => handshake.Receive(OneByte));
        Assert.False(handshake.IsOver);
        handshake.Receive(OneByte);

        Assert.Equal(Codes.Flood, handshake.Fault?.Code);
        Assert.Contains(nameof(HandshakeLimits.MaxRecords), handshake.Fault!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void More_bytes_than_may_be_are_a_flood()
    {
        using var handshake = Start(new HandshakeLimits { MaxBytes = 100 });
        handshake.Receive([22, 3, 3, 1, 0, 2, 0, 8, 0, .. new byte[80]]);
        Assert.False(handshake.IsOver);
        handshake.Receive(new byte[30]);

        Assert.Equal(Codes.Flood, handshake.Fault?.Code);
        Assert.Contains(nameof(HandshakeLimits.MaxBytes), handshake.Fault!.Detail, StringComparison.Ordinal);
    }

    static ClientHandshake Start(HandshakeLimits limits) => new(new HelloSpec(), limits, new Random(1), new SharedWork(new Random(2)));
}
