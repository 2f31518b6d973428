using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.LengthPrefix.Tests;

public class EchoTests
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new LengthPrefixPlugin());

    [Property(MaxTest = 50)]
    public void Every_form_of_the_length_echoes(byte width, bool little, bool including, ulong seed)
    {
        var values = ParameterValues.Defaults
            .With(Option("width"), ((string[])["1", "2", "3", "4", "8"])[width % 5])
            .With(Option("order"), little ? "little" : "big")
            .With(Option("including"), including ? "true" : "false");
        foreach (var conversation in Plugin.Conversations)
        {
            var result = SessionRunner.Run(new SessionSpec
            {
                Plugin = Plugin, Conversation = conversation, Values = values, Seed = new Seed(seed), ExploreSchedule = true,
            });

            Assert.True(result.Completed, string.Join("; ", result.Roles));
            Assert.Empty(result.Flows);
        }
    }

    [Fact]
    public void A_client_keeps_to_the_cap_that_both_are_given()
    {
        var conversation = Plugin.Conversations[0];
        var values = ParameterValues.Defaults.With(Option("max-message"), "1").With(conversation.Parameters.First(p => p.Name == "bytes"), "64");
        var result = SessionRunner.Run(new SessionSpec { Plugin = Plugin, Conversation = conversation, Values = values, Seed = new Seed(1) });

        Assert.True(result.Completed, string.Join("; ", result.Roles));
    }

    [Theory]
    [InlineData("8000000000000000", "8")]
    [InlineData("ffffffffffffffff", "8")]
    [InlineData("00000000000003e9", "8")]
    [InlineData("ffffffff", "4")]
    [InlineData("03e9", "2")]
    public void A_length_above_max_message_is_refused_by_that_name_before_anything_is_allocated(string length, string width)
    {
        var conversation = Plugin.Conversations[0];
        var values = ParameterValues.Defaults.With(Option("max-message"), "1000").With(Option("width"), width);
        var spec = new SessionSpec
        {
            Plugin = Plugin, Conversation = conversation, Values = values, Seed = new Seed(1), Faults = FaultRule.Parse($"C>S overwrite @0 {length}"),
        };
        var result = SessionRunner.Run(spec);

        var server = result.Roles.Single(role => role.Name == "S1");
        Assert.Equal(RoleOutcome.Refused, server.Outcome);
        Assert.Contains("max-message=1000", server.Error!.Message, StringComparison.Ordinal);
        Assert.InRange(result.Allocated, 0, 10_000_000);
    }

    [Fact]
    public void All_laws_hold()
    {
        var result = new PluginCheck(Plugin, new CheckOptions { Effort = 0.1, Jobs = 1, OverTcp = false }).Run(null, TestContext.Current.CancellationToken);

        Assert.True(result.Finished);
        Assert.All(result.Rows, row => Assert.Equal(Verdict.Pass, row.Verdict));
    }

    static Parameter Option(string name) => Plugin.Options.First(option => option.Name == name);
}
