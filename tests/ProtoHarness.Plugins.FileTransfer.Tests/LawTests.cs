using ProtoHarness.Tests;

namespace ProtoHarness.Plugins.FileTransfer.Tests;

public class LawTests
{
    /// <summary>Version 0 cannot tell a break from the end, as its conversation declares: that is said, and nothing else is.</summary>
    [Fact]
    public void Every_law_is_kept_but_that_version_0_cannot_tell_a_break_from_the_end()
    {
        var broken = Assert.Single(LawCheck.Broken(new FileTransferPlugin(), effort: 0.15));

        Assert.StartsWith("session/truncation NonStrict", broken, StringComparison.Ordinal);
        Assert.Contains("the protocol ends by close, so this is known", broken, StringComparison.Ordinal);
    }
}
