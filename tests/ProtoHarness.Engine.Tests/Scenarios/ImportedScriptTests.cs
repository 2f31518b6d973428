using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Captures;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Scenarios;

public sealed class ImportedScriptTests
{
    [Theory]
    [InlineData("C > SAY room=2 data=\"hi\"\nC < HEARD room=2 data=\"hi\"\nC > BYE\nC < end", "Say room=2 data=\"hi\"|Heard room=2 data=\"hi\"|Bye room=0 data=empty|end")]
    [InlineData("C > SAY data=0x00ff\nC < HEARD\nC > raw 0100020002\nC > end\nC < reset\nexpect S refused", "Say room=0 data=0x00ff|Heard room=0 data=0x00ff|raw 0100020002|end|reset")]
    [InlineData("C > SAY\nC < HEARD\nwait 2s\nC > SAY\nC < HEARD", "Say room=0 data=empty|Heard room=0 data=empty|2000ms|Say room=0 data=empty|Heard room=0 data=empty")]
    public void A_captured_session_is_a_script_that_holds_again(string lines, string words)
    {
        var errors = new ScriptErrors();
        var bound = ScenarioBinder.Bind(ScenarioReader.ReadText("chat.phs", $"phs 1\nuse chat\n{lines}", errors), ChatPlugin.Definition, errors);
        errors.ThrowIfAny();
        var run = ScenarioRunner.Run(bound, new Seed(1), keepTrace: true);
        Assert.Equal(Verdict.Pass, run.Verdict);

        var session = Assert.Single(CaptureImport.Read(SessionCapture.Write(run.Result), isDatagram: false).Sessions);
        var script = ImportedScript.Write(session, ChatPlugin.Definition, [], ParameterValues.Defaults, "a \"chat\"");
        foreach (var word in words.Split('|'))
        {
            Assert.Contains(word + "\n", $"{script}", StringComparison.Ordinal);
        }

        var again = ScenarioBinder.Bind(ScenarioReader.ReadText("again.phs", $"{script}", errors), ChatPlugin.Definition, errors);
        errors.ThrowIfAny();
        var held = ScenarioRunner.Run(again, new Seed(2));
        Assert.True(held.Verdict == Verdict.Pass, $"{held.Message} in\n{script}");
    }
}
