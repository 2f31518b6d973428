using ProtoHarness.Engine.Findings;

namespace ProtoHarness.Engine.Tests.Findings;

public sealed class FindingTriageTests
{
    [Fact]
    public void Findings_of_one_bug_are_one_group_and_others_are_not()
    {
        var groups = FindingTriage.Group(
        [
            ("a", Text("session/hostile", "deadlock: nothing can go on; C1 waits to read; 12 of 30 bytes of its incoming direction were read")),
            ("b", Text("session/hostile", "deadlock: nothing can go on; C1 waits to read; 7 of 9 bytes of its incoming direction were read", "C echo messages=1")),
            ("c", Text("session/benign", "deadlock: nothing can go on; C1 waits to read; 7 of 9 bytes of its incoming direction were read")),
            ("d", Text("session/hostile", "S1 threw", "exception A.B\nstack \"X.Y\"\nC echo")),
            ("e", Text("session/hostile", "S2 threw otherwise", "exception A.B\nstack \"X.Y\"\nC echo")),
            ("f", Text("session/hostile", "S1 threw", "exception A.B\nstack \"X.Z\"\nC echo")),
        ]);

        Assert.Equal(["a,b", "d,e", "c", "f"], groups.OrderByDescending(g => g.Findings.Count).ThenBy(g => g.Findings.Min(f => f.Path)).Select(g => string.Join(",", g.Findings.Select(f => f.Path).Order())));
        Assert.Equal(4, groups.Select(g => g.Key.Id).Distinct().Count());
        Assert.All(groups, g => Assert.Matches("^[0-9a-f]{8}$", g.Key.Id));
    }

    [Fact]
    public void The_first_of_a_group_is_the_shortest()
    {
        var group = Assert.Single(FindingTriage.Group([("long", Text("l", "m", "fault * delay 1ms\nfault * fragment 1\nC echo messages=9")), ("short", Text("l", "m"))]));
        Assert.Equal("short", group.Findings[0].Path);
    }

    [Theory]
    [InlineData("at Ns.Type.Method(Int32 x) in /a/b.cs:line 5", "Ns.Type.Method")]
    [InlineData("at Ns.Type.<Method>d__5.MoveNext()", "Ns.Type.Method")]
    [InlineData("at Ns.Type.<Method>g__Local|3_0(Byte b)", "Ns.Type.Method")]
    [InlineData("at Ns.Type.<>c.<Method>b__0_1(Object o)", "Ns.Type.Method")]
    [InlineData("at Ns.Type`1.<Method>d__5.MoveNext() in c.cs:line 1\n--- End of stack trace from previous location ---\nat System.Foo.Bar()", "Ns.Type`1.Method")]
    public void A_stack_is_reduced_to_the_methods_as_written(string trace, string method) => Assert.Equal([method], StackMethods.Of(trace));

    static Finding Text(string law, string message, string lines = "C echo") =>
        Finding.Parse("f.phs", $"phs 1\nfinding 1\nlaw {law}\nmessage \"{message}\"\nuse planted\n{lines}\n");
}
