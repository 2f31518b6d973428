using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Tests.Scenarios;

namespace ProtoHarness.Engine.Tests.Checks;

public sealed class BrokenPartTests
{
    [Fact]
    public void A_declaration_that_throws_is_an_error_of_the_run_and_not_its_end()
    {
        var plugin = ChatPlugin.Definition with { Wire = _ => throw new InvalidTimeZoneException("no wire today") };

        var result = new PluginCheck(plugin, new CheckOptions { Jobs = 1, OverTcp = false, Filter = "session/", Effort = 0.1, Findings = new MakeOptions() }).Run(null, TestContext.Current.CancellationToken);

        Assert.True(result.Finished);
        var row = Assert.Single(result.Rows);
        Assert.Equal(("session/completes", Verdict.HarnessError), (row.Law.Id, row.Verdict));
        Assert.StartsWith("it could not be judged: InvalidTimeZoneException: no wire today (in ", Assert.Single(row.Failures).Judgement.Message, StringComparison.Ordinal);
    }
}
