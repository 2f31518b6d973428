using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Engine.Tests.Scenarios;

/// <summary>Scripts over the chat protocol.</summary>
static class Chat
{
    /// <summary>Runs the lines below <c>use chat</c>.</summary>
    public static ScenarioRun Run(string lines, ulong seed = 1)
    {
        var bound = Bind(lines, out var errors);
        errors.ThrowIfAny();
        return ScenarioRunner.Run(bound!, new Seed(seed));
    }

    /// <summary>The mistakes of the lines below <c>use chat</c>, as they are printed.</summary>
    public static string Errors(string lines)
    {
        Bind(lines, out var errors);
        return string.Join('\n', errors.All);
    }

    static BoundScenario? Bind(string lines, out ScriptErrors errors)
    {
        errors = new ScriptErrors();
        var scenario = ScenarioReader.ReadText("chat.phs", $"phs 1\nuse chat\n{lines}", errors, files: MemoryFiles.Instance);
        return errors.IsEmpty ? ScenarioBinder.Bind(scenario, ChatPlugin.Definition, errors) : null;
    }
}
