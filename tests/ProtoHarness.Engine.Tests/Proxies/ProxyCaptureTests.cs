using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Tests.Exports;

namespace ProtoHarness.Engine.Tests.Proxies;

public class ProxyCaptureTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("* fragment 700")]
    [InlineData("C>S flip @10 3")]
    public async Task Capture_holds_what_the_receivers_got_and_names_the_faults(string faults)
    {
        var bytes = new byte[5_000];
        new Seed(3).NewRandom().NextBytes(bytes);
        var file = new MemoryStream();
        byte[] got;
        await using (var proxy = new ProxyHarness(options => options with { Faults = FaultRule.Parse(faults) }, capture: file))
        {
            got = await proxy.TalkAsync(bytes, Token);
            await proxy.Report;
            proxy.Capture!.Dispose();
            Assert.Null(proxy.Capture.Problem);
        }

        var capture = file.ToArray();
        var lines = await Tshark.RunAsync(capture, "", "-T", "fields", "-e", "ip.src", "-e", "tcp.payload");
        var comments = await Tshark.RunAsync(capture, "", "-T", "fields", "-e", "frame.comment");
        Assert.Equal(got, Sent(lines, "10.0.0.2"));
        Assert.Equal(bytes.Length, Sent(lines, "10.0.0.1").Length);
        Assert.Contains($"fault {FaultRule.Parse(faults)[0]}", comments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_disk_ends_the_capture_and_not_the_proxy()
    {
        var bytes = new byte[5_000];
        await using var proxy = new ProxyHarness(options => options, capture: new FullDisk());
        Assert.Equal(bytes, await proxy.TalkAsync(bytes, Token));
        Assert.Equal("both sides ended", (await proxy.Report).End);
        Assert.Equal("no space is left", proxy.Capture!.Problem);
    }

    static byte[] Sent(string lines, string from) => [.. lines.Split('\n')
        .Select(line => line.Split('\t'))
        .Where(fields => fields.Length == 2 && fields[0] == from)
        .SelectMany(fields => Convert.FromHexString(fields[1]))];

    /// <summary>Takes the beginning of a file and no more.</summary>
    sealed class FullDisk : MemoryStream
    {
        const int Space = 600;

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > Space)
            {
                throw new IOException("no space is left");
            }

            base.Write(buffer, offset, count);
        }
    }
}
