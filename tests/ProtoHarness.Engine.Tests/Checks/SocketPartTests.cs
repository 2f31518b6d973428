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
        var (alone, company) = (Check(jobs: 1), Check(jobs: 2));

        Assert.Contains(company, row => row.Verdict == Verdict.Fail);
        Assert.Equal(alone.Select(Told), company.Select(Told));
    }

    /// <summary>Correct in memory; over sockets, where time is the machine's, its conversation fails.</summary>
    static IReadOnlyList<CheckRow> Check(int jobs)
    {
        var conversation = ChatPlugin.Definition.Conversations[0];
        var plugin = ChatPlugin.Definition with { Conversations = [conversation with { Run = context => context.Time == TimeProvider.System ? throw new InvalidTimeZoneException("no wire here") : conversation.Run(context) }] };
        var result = new PluginCheck(plugin, new CheckOptions { Jobs = jobs, Filter = "session/", Effort = 0.1 }).Run(null, TestContext.Current.CancellationToken);
        Assert.True(result.Finished);
        return result.Rows;
    }

    static (string Law, Verdict Verdict, int Cases, int Failures) Told(CheckRow row) => (row.Law.Id, row.Verdict, row.Cases, row.Failures.Count);
}
