using ProtoHarness.Engine.Sessions;

namespace Interop.Tests.Smux;

/// <summary>Our client, the Go original's server. (It knows no half-close, so our client closes once it has all.)</summary>
public sealed class GoServerTests
{
    static readonly string[] Talks =
    [
        "echo|streams=1 bytes=0 half-close=false",
        "echo|streams=1 bytes=1 half-close=false",
        "echo|streams=16 bytes=100000 half-close=false",
        "echo|streams=256 bytes=2000 half-close=false",
        "bulk|streams=1 bytes=16MiB",
        "bulk|streams=4 bytes=1MiB chunk=100000",
        "bulk|streams=64 bytes=0",
        "rand|streams=8 requests=5",
        "churn|callers=8 rounds=20",
        "slow-reader|fast=4 bytes=300000 slow-bytes=1MiB",
        "abandon|streams=3 bytes=40000",
    ];

    static readonly string[] Faults = ["* fragment 1", "* chunks 7", "* delay 2ms", "* jitter 3ms", "* coalesce 2ms", "C>S chunks 1000 | delay 1ms", "S>C fragment 100 | jitter 2ms"];

    public static TheoryData<int, string> Whole => new(from version in (int[])[1, 2] from talk in Talks select (version, talk));

    public static TheoryData<int, string> Benign => new(from version in (int[])[1, 2] from fault in Faults select (version, fault));

    [Theory]
    [MemberData(nameof(Whole))]
    public void Each_conversation_completes(int version, string talk)
    {
        var result = SmuxRuns.AgainstServer(version, talk.Split('|')[0], talk.Split('|')[1]);

        Assert.True(result.Completed, SmuxRuns.Describe(result));
        SmuxRuns.EndedCleanly(result);
    }

    [Theory]
    [MemberData(nameof(Benign))]
    public void An_echo_completes_under_what_a_network_may_do(int version, string faults)
    {
        var result = SmuxRuns.AgainstServer(version, "echo", "streams=5 bytes=9000 half-close=false", faults);

        Assert.True(result.Completed, SmuxRuns.Describe(result));
        Assert.All(result.Receipts, receipt => Assert.True(receipt.Fired > 0, $"{receipt}"));
    }

    [Theory]
    [InlineData(1, "C>S reset @5000", "")]
    [InlineData(2, "S>C reset @5000", "")]
    [InlineData(1, "S>C truncate @5000", "")]
    [InlineData(2, "S>C truncate @5000", "")]
    [InlineData(1, "C>S truncate @5000", "")]
    [InlineData(1, "", "-abort-after 5000")]
    [InlineData(2, "", "-abort-after 5000")]
    public void A_connection_that_ends_abruptly_is_refused_and_never_taken_for_an_end(int version, string faults, string arguments)
    {
        var result = SmuxRuns.AgainstServer(version, "echo", "streams=3 bytes=20000 half-close=false", faults, arguments);

        SmuxRuns.EndedCleanly(result);
        Assert.Equal(RoleOutcome.Refused, SmuxRuns.Role(result, "C1").Outcome);
        Assert.Equal(0, result.Program!.ExitCode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_server_that_dies_is_refused_by_our_client_and_told_by_its_exit_code(int version)
    {
        var result = SmuxRuns.AgainstServer(version, "bulk", "bytes=1MiB", arguments: "-die-after 100000");

        SmuxRuns.EndedCleanly(result);
        Assert.Equal(RoleOutcome.Refused, SmuxRuns.Role(result, "C1").Outcome);
        Assert.Contains("exit code 9", SmuxRuns.Role(result, "S").Error!.Message, StringComparison.Ordinal);
    }
}
