using ProtoHarness.Tests;

namespace ProtoHarness.Plugins.JsonLines.Tests;

public class LawTests
{
    [Fact]
    public void Every_law_is_kept() => LawCheck.AllKept(new JsonLinesPlugin(), effort: 0.15);
}
