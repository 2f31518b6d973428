using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Plugins.TlsProbe.Tests.Wire;

public class CodecLawTests
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new TlsProbePlugin());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_message_keeps_every_codec_law(ulong seed)
    {
        var result = new PluginCheck(Plugin, new CheckOptions { Effort = 0.05, Jobs = 1, OverTcp = false, Seed = new Seed(seed), Filter = "tls-probe/codec" })
            .Run(null, TestContext.Current.CancellationToken);

        Assert.True(result.Finished);
        Assert.NotEmpty(result.Rows);
        Assert.All(result.Rows, row => Assert.True(row.Verdict == Verdict.Pass, $"{row.Law.Id} {row.Verdict}: {string.Join("; ", row.Failures.Select(f => f.Subject + " " + f.Judgement.Message))}"));
    }
}
