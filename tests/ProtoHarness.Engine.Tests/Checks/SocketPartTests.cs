using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Checks;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Tests.Scenarios;

namespace ProtoHarness.Engine.Tests.Checks;

/// <summary>Sessions over sockets run side by side; what fails in company is judged once more, alone.</summary>
public sealed class SocketPartTests
{
    [Fact]
    public void What_fails_over_sockets_in_company_is_judged_alone_and_counted_once()
    {
        var (alone, company) = (Run(WithoutWire(), jobs: 1), Run(WithoutWire(), jobs: 2));

        Assert.Contains(company, row => row.Verdict == Verdict.Fail);
        Assert.Equal(alone.Select(Told), company.Select(Told));
    }

    [Fact]
    public void Plugins_that_are_checked_together_come_to_what_each_comes_to_alone()
    {
        var reported = new List<string>();
        var (sound, unsound) = (ChatPlugin.Definition, WithoutWire());
        PluginCheck[] checks = [Check(unsound, jobs: 2), Check(sound, jobs: 2)];

        var together = new PluginChecks(checks).Run((check, _) => reported.Add(check == checks[0] ? "first" : "second"), TestContext.Current.CancellationToken);

        Assert.Equal(Run(unsound, jobs: 2).Select(Told), together[0].Rows.Select(Told));
        Assert.Equal(Run(sound, jobs: 2).Select(Told), together[1].Rows.Select(Told));
        Assert.All(together, result => Assert.True(result.Finished));
        Assert.Equal(["first", "second"], reported.Distinct());
    }

    [Fact]
    public void A_check_with_a_limit_of_time_is_run_alone()
    {
        PluginCheck[] checks = [Check(ChatPlugin.Definition, jobs: 1), new(ChatPlugin.Definition, new CheckOptions { Time = TimeSpan.FromMinutes(1) })];

        Assert.Throws<ArgumentException>(() => new PluginChecks(checks));
    }

    [Fact]
    public void Checks_that_were_interrupted_before_they_began_come_to_nothing()
    {
        var results = new PluginChecks([Check(ChatPlugin.Definition, jobs: 1), Check(ChatPlugin.Definition, jobs: 1)]).Run((_, _) => { }, new CancellationToken(canceled: true));

        Assert.False(Assert.Single(results).Finished);
    }

    /// <summary>Correct in memory; over sockets, where time is the machine's, its conversation fails.</summary>
    static PluginDefinition WithoutWire()
    {
        var conversation = ChatPlugin.Definition.Conversations[0];
        return ChatPlugin.Definition with { Conversations = [conversation with { Run = context => context.Time == TimeProvider.System ? throw new InvalidTimeZoneException("no wire here") : conversation.Run(context) }] };
    }

    static PluginCheck Check(PluginDefinition plugin, int jobs) => new(plugin, new CheckOptions { Jobs = jobs, Filter = "session/", Effort = 0.1 });

    static IReadOnlyList<CheckRow> Run(PluginDefinition plugin, int jobs)
    {
        var result = Check(plugin, jobs).Run(null, TestContext.Current.CancellationToken);
        Assert.True(result.Finished);
        return result.Rows;
    }

    static (string Law, Verdict Verdict, int Cases, int Failures) Told(CheckRow row) => (row.Law.Id, row.Verdict, row.Cases, row.Failures.Count);
}
