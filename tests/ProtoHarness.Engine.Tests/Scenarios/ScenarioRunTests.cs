using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Tests.Transports.Process;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Scenarios;

public sealed class ScenarioRunTests
{
    public static TheoryData<string> Holding => new(
        "C talk",
        "C talk lines=5 room=3",
        "clients 4\nfault * fragment 1\nC talk",
        "on tcp\nC talk lines=2",
        "C > SAY room=2 data=\"hi\" | split @3\nC < HEARD room=2 data=\"hi\" within 5ms\nC > BYE\nC < end",
        "C > raw 0100020002 | delay 5ms\nC > raw \"hi\"\nC < raw 02000200026869\nC > SAY\nC < ChatFrame kind=_ room=_ within 1s",
        "C > SAY room=1 data=0x00ff\nS < SAY room=1 data=0x00ff within 5ms\nC < Chat kind=Heard",
        "C > MUTE\nC < nothing within 1h\nC > SAY\nC < HEARD",
        "open A\nopen B\nA > SAY data=\"a\"\nB > SAY data=\"b\"\nB < HEARD data=\"b\"\nA < HEARD data=\"a\"",
        "include \"greet.phs\"\nrepeat 3 {\ninclude \"greet.phs\"\n}",
        "each room in 1 2 9 {\nC > SAY room=$room data=\"x\"\nC < HEARD room=$room\n}",
        "C > SAY room=7\nC < HEARD\ncapture room = C.room\nC > SAY room=$room data=\"again\"\nC < HEARD room=7",
        "par {\nC talk\nC talk room=2\nwait 5ms\n}\nexpect outcome completed",
        "fault C>S truncate @2\nC talk\nexpect C refused",
        "fault C>S fragment 1 | delay 5ms | reset at 2\nC talk\nexpect C refused",
        "C > SAY length=9 data=\"hi\"\nC > end\nC < reset\nexpect S refused",
        "C > HEARD\nC < reset within 1s\nexpect S refused\nexpect state \"chat: Heard\"\nnever state \"chat: Bye\"",
        "C > SAY\nC < HEARD\nfault S>C delay 10ms\nC > SAY\nC < nothing within 9ms\nC < HEARD within 2ms\nfault none\nC > SAY\nC < HEARD within 1ms",
        "server deaf\nC > SAY\nC < nothing within 1m\nC > end\nC < end",
        "server script\nC > SAY data=\"q\"\nS < SAY data=\"q\"\nS > HEARD data=\"a\"\nC < HEARD data=\"a\"\nS close\nC < end",
        "server script\npar {\nC talk lines=1 room=4\nrepeat 1 {\nS < SAY room=4 data=0x00\nS > HEARD room=4 data=0x00\nS < BYE\n}\n}",
        "# req: CHAT-1 MUST\nseeds 5\nschedule explore\nfault * jitter 2ms\nC talk\nnever deadlock\nnever leak");

    public static TheoryData<string, string> Failing => new()
    {
        { "C > SAY room=2\nC < HEARD room=3", "line 4 'C <    HEARD room=3': another frame came: Room is 2, not 3" },
        { "C > SAY\nC < BYE", "another frame came: Kind is Heard (2), not Bye" },
        { "C > MUTE\nC < HEARD within 50ms", "nothing came within 50ms" },
        { "C > MUTE\nC < HEARD", "deadlock: nothing can go on; the script waits in line 4 'C <    HEARD'" },
        { "C > BYE\nC < HEARD", "the stream ended" },
        { "C > HEARD\nC < HEARD", "the connection was reset" },
        { "C > CRASH", "S1 threw InvalidOperationException: asked to crash" },
        { "C > CRASH\nC < reset", "S1 threw InvalidOperationException: asked to crash" },
        { "C > SAY data=\"ab\"\nC < raw 0200000003", "byte 4 is 02, not 03" },
        { "C > SAY\nC < nothing within 5ms", "5 bytes came" },
        { "C talk\nexpect outcome refused", "all completed" },
        { "server deaf\nC talk", "deadlock" },
        { "C > SAY\nC < HEARD\nexpect state \"chat: Bye\"", "no role said so" },
        { "C > SAY\nC < HEARD\nnever state \"chat: Say\"", "S1 chat: Say" },
        { "C < HEARD\ncapture x = C.Room", "deadlock" },
        { "capture x = C.Room\nC talk", "C has received no frame yet" },
    };

    [Theory]
    [InlineData("C > raw 01020304\nC < raw 01020304\nC > end\nC < end\nexpect S completed")]
    [InlineData("limits program-start=20s\nfault * fragment 1\nC > raw \"echo\"\nC < raw \"echo\"")]
    public void A_foreign_program_plays_the_server(string lines)
    {
        var run = Chat.Run($"server exec \"{ForeignPeer.Command("echo")}\"\n{lines}");
        Assert.True(run.Verdict == Verdict.Pass, $"{run.Verdict}: {run.Message}\n{string.Join("; ", run.Result.Roles)}");
    }

    [Theory]
    [InlineData("sh -c 'exit 7' {port}", "C talk", "ended with exit code 7, and does not listen")]
    [InlineData("echo", "C > raw 01\nC < raw 02", "byte 0 is 01, not 02")]
    [InlineData("exit-code", "C > raw 01\nC < raw 01", "ended with exit code 5")]
    public void A_foreign_program_that_does_not_do_its_part_fails_the_script(string program, string lines, string message)
    {
        var run = Chat.Run($"server exec \"{(program.Contains(' ') ? program : ForeignPeer.Command(program))}\"\n{lines}");
        Assert.Equal(Verdict.Fail, run.Verdict);
        Assert.Contains(message, run.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Holding))]
    public void A_script_that_holds_passes(string lines)
    {
        var run = Chat.Run(lines);
        Assert.True(run.Verdict == Verdict.Pass, $"{run.Verdict}: {run.Message}\n{string.Join("; ", run.Result.Roles)}");
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public void A_script_that_does_not_hold_says_where_and_why(string lines, string why)
    {
        var run = Chat.Run(lines);
        Assert.Equal(Verdict.Fail, run.Verdict);
        Assert.Contains(why, run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_that_never_fires_makes_the_script_say_nothing()
    {
        Assert.Equal(Verdict.Unsupported, Chat.Run("fault C>S drop @4000 1\nC talk").Verdict);
        Assert.Equal(Verdict.Unsupported, Chat.Run("C > BYE | flip @40 1\nC < end").Verdict);
    }

    [Fact]
    public void A_failed_SHOULD_is_not_strict()
    {
        Assert.Equal(Verdict.NonStrict, Chat.Run("# req: CHAT-2 SHOULD\nC > MUTE\nC < HEARD within 1s").Verdict);
        Assert.Equal(Verdict.Fail, Chat.Run("# req: CHAT-2 SHOULD\n# req: CHAT-3 MUST\nC > MUTE\nC < HEARD within 1s").Verdict);
    }

    [Property(MaxTest = 50)]
    public void A_script_with_one_seed_has_one_trace(FsCheck.DoNotSize<ulong> seed)
    {
        const string Lines = "schedule explore\nfault * chunks 5 | jitter 3ms\nopen A\nopen B\npar {\nA talk lines=4\nB talk room=3\nrepeat 3 {\nB > SAY data=\"x\" | split @2 @4\nB < HEARD\n}\n}\nS < SAY";
        var first = Chat.Run(Lines, seed.Item);
        Assert.Equal(Verdict.Pass, first.Verdict);
        Assert.Equal(0, first.Result.ForeignPosts);
        Assert.Equal(first.Result.TraceHash, Chat.Run(Lines, seed.Item).Result.TraceHash);
    }

    [Fact]
    public void A_script_of_one_conversation_is_the_conversation()
    {
        var direct = Chat.Run("fault * fragment 2\nC talk lines=2");
        Assert.Same(ChatPlugin.Definition.Conversations[0].Run, direct.Result.Spec.Conversation.Run);
    }
}
