using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Tests.Scenarios;

namespace ProtoHarness.Engine.Tests.Findings;

public sealed class CheckFindingTests
{
    [Fact]
    public void Each_failure_of_a_check_becomes_a_small_finding_that_replays()
    {
        var result = Check(PlantedPlugin.Definition, "session/split");

        var failure = result.Failures.First().Failure;
        Assert.Equal(Verdict.Fail, failure.Judgement.Verdict);
        var made = failure.Made!;
        Assert.True(made.IsReproducible);
        Assert.NotEmpty(made.Changes);
        Assert.Equal((3, 3), (made.Finding.Header.Failed, made.Finding.Header.Runs));
        Assert.Contains("C      echo messages=1 bytes=", made.Finding.ToString(), StringComparison.Ordinal);
        Assert.Contains("S1 threw InvalidDataContractBrokenException", string.Join('\n', made.Account!.Ends), StringComparison.Ordinal);
        Assert.StartsWith("byte ", made.Account.Place, StringComparison.Ordinal);
        Assert.Contains("C1 writes ", string.Join('\n', made.Account.Events), StringComparison.Ordinal);
        Assert.EndsWith("PlantedPlugin.cs", made.Account.Source!.File, StringComparison.Ordinal);
        Assert.StartsWith("split @", Assert.Single(made.Account.Faults), StringComparison.Ordinal);

        var read = Finding.Parse("f.phs", made.Finding.ToString());
        Assert.True(new FindingReplayer(LawJudge.Instance).Replay(read, PlantedPlugin.Definition) is { Fails: true, SameTrace: true });
    }

    [Fact]
    public void A_finding_of_a_check_replays_a_thousand_times_with_one_trace()
    {
        var finding = Check(PlantedPlugin.Definition, "session/split").Failures.First().Failure.Made!.Finding;
        var replayer = new FindingReplayer(LawJudge.Instance);

        for (var i = 0; i < 1000; i++)
        {
            Assert.True(replayer.Replay(finding, PlantedPlugin.Definition) is { Fails: true, SameTrace: true });
        }
    }

    [Fact]
    public void A_failure_is_named_by_frame_field_and_byte()
    {
        var spec = Assert.Single(Check(ChatPlugin.Definition, "session/completes").Rows).Failures;
        Assert.Empty(spec);
        var session = new Sessions.Plan(ChatPlugin.Definition).Under("C>S truncate @3");

        var account = FindingAccount.Of(LawCatalog.Find("session/truncation")!, session);

        Assert.Equal("byte 3 of C>S (Length, byte 1 of 2, of ChatFrame 1)", account.Place);
        Assert.Contains("C1 wrote ", account.Wire[0], StringComparison.Ordinal);
        Assert.Contains("ChatFrame Kind = Say (1), Room = 1, Length = 1", account.Wire[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_deadlock_is_drawn_as_who_waits_for_whom()
    {
        var session = new Sessions.Plan(ChatPlugin.Definition).Under("C>S stall @2");

        var account = FindingAccount.Of(LawCatalog.Find("session/hostile")!, session);

        Assert.Equal(["C1 --reads--> S1   (nothing was sent to it)", "S1 --reads--> C1   (it has read 2 of 6 bytes that were sent to it)", "C1 and S1 wait for each other"], account.Waits);
    }

    static CheckResult Check(Abstractions.PluginDefinition plugin, string filter) =>
        new PluginCheck(plugin, new CheckOptions { Jobs = 1, Filter = filter, OverTcp = false, Findings = new MakeOptions { Time = TimeSpan.FromMinutes(1) } })
            .Run(null, TestContext.Current.CancellationToken);
}
