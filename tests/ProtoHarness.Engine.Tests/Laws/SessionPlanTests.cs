using FsCheck;
using ProtoHarness.Engine.Laws;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Engine.Tests.Sessions;
using ProtoHarness.Testing.Xunit;
using Xunit;

namespace ProtoHarness.Engine.Tests.Laws;

/// <summary>What a plan takes over sockets, where each session costs its time.</summary>
public sealed class SessionPlanTests
{
    static readonly SessionResult Baseline = new Plan(EchoPlugin.Definition).Under("* fragment 7");

    [Property]
    public static bool With_the_usual_values_all_are_worth_their_time(NonEmptyArray<int> all, ulong seed, NonNegativeInt more)
    {
        ArgumentNullException.ThrowIfNull(all);
        ArgumentNullException.ThrowIfNull(more);
        return new SessionPlan(Baseline, new Seed(seed), 1 + more.Get).WorthTheirTime(all.Get).SequenceEqual(all.Get);
    }

    [Property]
    public static bool With_another_sample_as_many_as_its_effort_goes_are_and_none_twice(PositiveInt count, ulong seed, byte effort)
    {
        ArgumentNullException.ThrowIfNull(count);
        int[] all = [.. Enumerable.Range(0, count.Get)];
        var worth = new SessionPlan(Baseline, new Seed(seed), (1 + effort) / 256.0).WorthTheirTime(all).ToList();
        return worth.Count == (int)Math.Ceiling(all.Length * (1 + effort) / 256.0) && worth.Distinct().Count() == worth.Count && worth.All(all.Contains);
    }

    [Fact]
    public void Of_many_samples_each_session_has_its_turn()
    {
        int[] all = [1, 2, 3, 4];
        var seen = Enumerable.Range(0, 64).SelectMany(i => new SessionPlan(Baseline, new Seed(1).Derive(i), 0.15).WorthTheirTime(all)).Distinct();
        Assert.Equal(all, seen.Order());
    }

    [Fact]
    public void Of_several_samples_at_once_only_the_first_session_is()
    {
        var seen = Enumerable.Range(0, 64).SelectMany(i => new SessionPlan(Baseline, new Seed(1).Derive(i), 0.15) { IsCombined = true }.WorthTheirTime([1, 2])).Distinct();
        Assert.Equal([1], seen);
    }
}
