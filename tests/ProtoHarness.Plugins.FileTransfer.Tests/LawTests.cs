using ProtoHarness.Tests;

namespace ProtoHarness.Plugins.FileTransfer.Tests;

public class LawTests
{
    [Fact]
    public void Every_law_is_kept() => LawCheck.AllKept(new FileTransferPlugin(), effort: 0.15);
}
