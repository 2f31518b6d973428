using ProtoHarness.Tests;

namespace ProtoHarness.Plugins.DatagramEcho.Tests;

public class LawTests
{
    [Fact]
    public void Every_law_is_kept() => LawCheck.AllKept(new DatagramEchoPlugin(), effort: 0.3);
}
