using ProtoHarness.Engine.Faults;
using ProtoHarness.Engine.Findings;
using ProtoHarness.Engine.Scenarios;
using ProtoHarness.Engine.Tests.Scenarios;

namespace ProtoHarness.Engine.Tests.Findings;

public sealed class FindingShrinkerTests
{
    [Fact]
    public void A_session_is_shrunk_along_every_axis_and_still_fails()
    {
        var (finding, _) = FindingTests.Plant();
        var judge = new NoRoleThrows();
        var steps = new List<ShrinkProgress>();

        var shrunk = new FindingShrinker(judge).Shrink(finding, PlantedPlugin.Definition, new Collect(steps), TestContext.Current.CancellationToken);

        Assert.Equal(ShrinkEnd.Minimal, shrunk.End);
        Assert.Equal(judge.Runs, shrunk.Runs);
        Assert.Equal(steps, shrunk.Changes);
        var spec = ScenarioBinder.Bind(shrunk.Finding.Scenario, PlantedPlugin.Definition, new ScriptErrors()).Spec!;
        Assert.Equal(1, spec.Clients);
        Assert.Equal(1, spec.Values.Get(PlantedPlugin.Messages));
        Assert.InRange(spec.Values.Get(PlantedPlugin.Bytes), 1, 3);
        Assert.Equal(PlantedPlugin.Greeting.Default, spec.Values.Get(PlantedPlugin.Greeting));
        Assert.Null(spec.Schedule);
        Assert.Equal(Direction.ToServer, Assert.Single(spec.Faults).Direction);
        Assert.True(shrunk.Finding.Weight < finding.Weight);
        var (_, isReproducible) = new FindingReplayer(judge).Confirm(shrunk.Finding, PlantedPlugin.Definition);
        Assert.True(isReproducible);
        Assert.Equal(FindingKey.Of(finding), FindingKey.Of(shrunk.Finding));
    }

    [Fact]
    public void What_was_shrunk_cannot_be_shrunk_further()
    {
        var (finding, _) = FindingTests.Plant();
        var shrinker = new FindingShrinker(new NoRoleThrows());
        var once = shrinker.Shrink(finding, PlantedPlugin.Definition, cancellationToken: TestContext.Current.CancellationToken).Finding;

        var twice = shrinker.Shrink(once, PlantedPlugin.Definition, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Empty(twice.Changes);
        Assert.Same(once, twice.Finding);
    }

    [Fact]
    public void A_budget_and_a_cancellation_end_a_shrink_with_what_was_reached()
    {
        var (finding, _) = FindingTests.Plant();
        var judge = new NoRoleThrows();

        var little = new FindingShrinker(judge, new ShrinkOptions { MaxRuns = 5 }).Shrink(finding, PlantedPlugin.Definition, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((ShrinkEnd.Budget, 5, 5), (little.End, little.Runs, judge.Runs));
        Assert.True(new FindingReplayer(judge).Replay(little.Finding, PlantedPlugin.Definition).Fails);

        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(ShrinkEnd.Cancelled, new FindingShrinker(judge).Shrink(finding, PlantedPlugin.Definition, null, cancelled.Token).End);
    }

    [Fact]
    public void A_finding_that_does_not_fail_is_not_touched()
    {
        var fine = Finding.Parse("f.phs", $"phs 1\nfinding 1\nlaw {NoRoleThrows.Law}\nuse planted\nC echo\n");
        var result = new FindingShrinker(new NoRoleThrows()).Shrink(fine, PlantedPlugin.Definition, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(ShrinkEnd.DoesNotFail, result.End);
        Assert.Same(fine, result.Finding);
    }

    [Fact]
    public void A_script_is_shrunk_to_the_lines_that_matter()
    {
        const string Lines = "phs 1\nuse chat\nseed 3\nfault * delay 2ms\nopen A\nA talk lines=9\nC > SAY room=7 data=\"hello there\"\nC < HEARD\nwait 20ms\nrepeat 4 {\nC > SAY\nC < HEARD\n}\nC > CRASH room=3 data=\"xyz\"\nC < reset\n";
        var errors = new ScriptErrors();
        var script = ScriptParser.Parse("s.phs", Lines, errors);
        var bound = ScenarioBinder.Bind(ScenarioReader.Read("s.phs", script, errors), ChatPlugin.Definition, errors);
        errors.ThrowIfAny();
        var run = ScenarioRunner.Run(bound, bound.Scenario.Seed!.Value);
        var finding = Finding.OfScript(script, run.Message, run.Result);

        var shrunk = new FindingShrinker(LawJudge.Instance).Shrink(finding, ChatPlugin.Definition, cancellationToken: TestContext.Current.CancellationToken);

        var steps = shrunk.Finding.Script.Statements.SkipWhile(line => line.Head != "seed").Skip(1).Where(line => !line.IsTrivia).Select(ScriptPrinter.Print);
        Assert.Equal(["C >    CRASH"], steps);
        Assert.True(new FindingReplayer(LawJudge.Instance).Replay(shrunk.Finding, ChatPlugin.Definition) is { Fails: true, SameTrace: true });
    }

    [Fact]
    public void The_input_of_a_codec_is_shrunk()
    {
        var codec = ChatPlugin.Definition.Frames[0];
        var judge = new RefusesBye();
        byte[] input = [3, 0, 200, 0, 6, 1, 2, 3, 4, 5, 6, 9, 9, 9];
        var subject = new CodecSubject(ChatPlugin.Definition, ProtoHarness.Abstractions.ParameterValues.Defaults);
        var finding = Finding.Of(RefusesBye.Law, "bye", subject, codec, input);

        var shrunk = new FindingShrinker(judge).Shrink(Finding.Parse("f.phs", finding.ToString()), ChatPlugin.Definition, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("0300000000", shrunk.Finding.Scenario.Input);
        Assert.True(new FindingReplayer(judge).Replay(shrunk.Finding, ChatPlugin.Definition).Fails);
    }

    sealed class Collect(List<ShrinkProgress> steps) : IProgress<ShrinkProgress>
    {
        public void Report(ShrinkProgress value) => steps.Add(value);
    }
}
