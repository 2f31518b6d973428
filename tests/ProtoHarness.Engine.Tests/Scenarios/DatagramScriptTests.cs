using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Scenarios;

/// <summary>Frames by hand over datagrams: each datagram is one frame, and nothing of one goes on in the next.</summary>
public sealed class DatagramScriptTests
{
    public static TheoryData<string> Holding => new(
        "C > SAY room=2 data=\"hi\"\nC < HEARD room=2 data=\"hi\"",
        "C > SAY data=\"a\"\nC > SAY data=\"b\"\nC < HEARD data=\"a\"\nC < HEARD data=\"b\"\nC < nothing within 1s",
        "C > raw 01\nC > raw 00020002\nC < nothing within 1s",
        "C > raw 01000200026869\nC < raw 02000200026869",
        "C > SAY data=\"x\"\nS < SAY data=\"x\" within 5ms\nC < HEARD",
        "open A\nopen B\nA > SAY data=\"a\"\nB > SAY data=\"b\"\nB < HEARD data=\"b\"\nA < HEARD data=\"a\"",
        "server script\nC > SAY data=\"q\"\nS < SAY data=\"q\"\nS > HEARD data=\"a\"\nC < HEARD data=\"a\"\nC close\nS < end",
        "fault C>S repeat-nth 1\nC > SAY\nC < HEARD\nC < HEARD",
        "on udp\nC > SAY room=2 data=\"hi\"\nC < HEARD room=2 data=\"hi\"");

    public static TheoryData<string, string> Failing => new()
    {
        { "server script\nC > SAY\nS < SAY\nS > raw 0200000000ff\nC < HEARD", "1 bytes follow the frame in its datagram" },
        { "server script\nC > SAY\nS < SAY\nS > raw 0200\nS > raw 000000\nC < HEARD", "the datagram that came ends after 2 bytes of a frame" },
        { "C > SAY\nC < raw 02", "a datagram of 5 bytes came, not one of 1" },
        { "C > SAY room=2\nC < HEARD room=3", "another frame came: Room is 2, not 3" },
        { "C > BYE\nC < HEARD within 50ms", "nothing came within 50ms" },
    };

    [Theory]
    [MemberData(nameof(Holding))]
    public void A_script_whose_datagrams_are_as_it_says_passes(string lines)
    {
        var run = Run(lines);
        Assert.True(run.Verdict == Verdict.Pass, $"{run.Verdict} {run.Message}");
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public void A_script_whose_datagrams_are_others_fails_and_says_how(string lines, string reason)
    {
        var run = Run(lines);
        Assert.Equal(Verdict.Fail, run.Verdict);
        Assert.Contains(reason, run.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_bytes_than_a_datagram_carries_are_refused_before_the_run()
    {
        Bind($"C > raw {new string('0', 2 * 65_508)}", out var errors);
        Assert.Contains("more than a datagram can carry, 65507", Assert.Single(errors.All).ToString(), StringComparison.Ordinal);
    }

    static ScenarioRun Run(string lines)
    {
        var bound = Bind(lines, out var errors);
        errors.ThrowIfAny();
        return ScenarioRunner.Run(bound!, new Seed(1));
    }

    static BoundScenario? Bind(string lines, out ScriptErrors errors)
    {
        errors = new ScriptErrors();
        var scenario = ScenarioReader.ReadText("chat.phs", $"phs 1\nuse datagram-chat\n{lines}", errors, files: MemoryFiles.Instance);
        return errors.IsEmpty ? ScenarioBinder.Bind(scenario, PluginDefinition.Of(new DatagramChatPlugin()), errors) : null;
    }
}
