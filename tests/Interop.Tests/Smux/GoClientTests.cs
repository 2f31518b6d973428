using ProtoHarness.Engine.Sessions;

namespace Interop.Tests.Smux;

/// <summary>The Go original's client, our server. It closes its connection without waiting, so that our server may see it reset behind the last byte.</summary>
public sealed class GoClientTests
{
    static readonly string[] Talks =
    [
        "echo|-do echo -streams 1 -bytes 0",
        "echo|-do echo -streams 1 -bytes 1",
        "echo|-do echo -streams 16 -bytes 100000 -chunk 1500",
        "echo|-do echo -streams 256 -bytes 2000",
        "bulk|-do sink -streams 1 -bytes 16777216",
        "bulk|-do sink -streams 4 -bytes 1048576 -chunk 100000 -frame 65535",
        "bulk|-do sink -streams 64 -bytes 0",
        "slow-reader|-do source -streams 1 -bytes 16777216",
        "slow-reader|-do source -streams 16 -bytes 300000",
        "rand|-do rand -workers 8 -requests 400",
    ];

    static readonly string[] Faults = ["* fragment 1", "* chunks 7", "* delay 2ms", "* jitter 3ms", "* coalesce 2ms", "C>S chunks 1000 | delay 1ms", "S>C fragment 100 | jitter 2ms"];

    public static TheoryData<int, string> Whole => new(from version in (int[])[1, 2] from talk in Talks select (version, talk));

    public static TheoryData<int, string> Benign => new(from version in (int[])[1, 2] from fault in Faults select (version, fault));

    [Theory]
    [MemberData(nameof(Whole))]
    public void Each_service_serves_it(int version, string talk)
    {
        var result = SmuxRuns.AgainstClient(version, talk.Split('|')[0], talk.Split('|')[1]);

        Assert.Equal(RoleOutcome.Completed, SmuxRuns.Role(result, "C1").Outcome);
        Assert.StartsWith("OK ", result.Program!.Output, StringComparison.Ordinal);
        SmuxRuns.EndedCleanly(result);
    }

    [Theory]
    [MemberData(nameof(Benign))]
    public void An_echo_completes_under_what_a_network_may_do(int version, string faults)
    {
        var result = SmuxRuns.AgainstClient(version, "echo", "-do echo -streams 5 -bytes 9000", faults);

        Assert.True(SmuxRuns.Role(result, "C1").Outcome == RoleOutcome.Completed, SmuxRuns.Describe(result));
        Assert.All(result.Receipts, receipt => Assert.True(receipt.Fired > 0, $"{receipt}"));
        SmuxRuns.EndedCleanly(result);
    }

    [Theory]
    [InlineData(1, "C>S reset @5000", "")]
    [InlineData(2, "S>C reset @5000", "")]
    [InlineData(1, "", "-abort-after 5000")]
    [InlineData(2, "", "-abort-after 5000")]
    [InlineData(2, "", "-die-after 5000")]
    public void A_connection_that_ends_abruptly_is_refused_by_our_server(int version, string faults, string arguments)
    {
        var result = SmuxRuns.AgainstClient(version, "echo", $"-do echo -streams 3 -bytes 20000 {arguments}", faults);

        SmuxRuns.EndedCleanly(result);
        Assert.Equal(RoleOutcome.Unexpected, SmuxRuns.Role(result, "C1").Outcome);
        Assert.Equal(RoleOutcome.Refused, SmuxRuns.Role(result, "S1").Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_client_that_opens_more_streams_than_it_may_is_refused_with_the_setting_to_turn(int version)
    {
        var result = SmuxRuns.AgainstClient(version, "echo", "-do flood -streams 20 -bytes 10", settings: "max-streams=8");

        SmuxRuns.EndedCleanly(result);
        var server = SmuxRuns.Role(result, "S1");
        Assert.Equal(RoleOutcome.Refused, server.Outcome);
        Assert.Contains("MaxStreams", server.Error!.Message, StringComparison.Ordinal);
    }
}
