using ProtoHarness.Tests;

namespace ProtoHarness.Plugins.Queue.Tests;

public class LawTests
{
    [Fact]
    public void Every_law_is_kept() => LawCheck.AllKept(new QueuePlugin(), effort: 0.15);
}
