using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;

namespace ProtoHarness.Plugins.Queue.Tests;

public class AcceptedJobsTests
{
    static readonly PluginDefinition Plugin = PluginDefinition.Of(new QueuePlugin());

    [Theory]
    [InlineData("burst", 1, 1, "busy")]
    [InlineData("burst", 1, 3, "wait")]
    [InlineData("burst", 20, 1, "busy")]
    [InlineData("shutdown", 1, 1, "busy")]
    [InlineData("shutdown", 1, 2, "wait")]
    [InlineData("shutdown", 8, 1, "wait")]
    [InlineData("shutdown", 8, 3, "busy")]
    public void Nothing_accepted_is_lost_whatever_the_order_of_events(string conversation, int capacity, int workers, string whenFull)
    {
        var values = ParameterValues.Defaults.With(QueueSettings.Capacity, $"{capacity}").With(QueueSettings.Workers, $"{workers}").With(QueueSettings.WhenFull, whenFull);
        for (var seed = 0UL; seed < 60; seed++)
        {
            var result = SessionRunner.Run(new SessionSpec
            {
                Plugin = Plugin,
                Conversation = Plugin.Conversations.Single(c => c.Name == conversation),
                Values = values,
                Seed = new Seed(seed),
                ExploreSchedule = true,
                Clients = 1 + (int)(seed % 4),
            });

            Assert.True(result.Completed && result.Flows.Count == 0, $"{result.Spec}: {string.Join("; ", result.Roles)}; {string.Join("; ", result.Waiting)}; {result.Flows.FirstOrDefault()}");
        }
    }
}
