using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Plugins.JsonLines.Tests;

/// <summary>Every size that the conversation declares is one that it can have, whatever a line may hold.</summary>
public class LongLineTests
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new JsonLinesPlugin());
    static readonly Conversation Conversation = Plugin.Conversations.First(conversation => conversation.Name == "long-line");
    static readonly Parameter Size = Conversation.Parameters[0];

    [Theory]
    [InlineData("256", "1")]
    [InlineData("256", "256")]
    [InlineData("256", "66000")]
    [InlineData("128KiB", "131008")]
    [InlineData("128KiB", null)]
    [InlineData("1MiB", null)]
    public void A_declared_size_is_asked_and_answered(string maxLine, string? size)
    {
        var values = ParameterValues.Defaults.With(JsonLinesSettings.MaxLine, maxLine).With(Size, size ?? Size.LargestText!);

        var result = SessionRunner.Run(new SessionSpec { Plugin = Plugin, Conversation = Conversation, Values = values, Seed = new Seed(1) });

        Assert.True(result.Completed && result.Flows.Count == 0, $"{result.Spec}: {string.Join("; ", result.Roles)}");
    }
}
