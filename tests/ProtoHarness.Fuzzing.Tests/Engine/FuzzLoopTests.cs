using ProtoHarness.Fuzz.Targets.Planted;
using ProtoHarness.Fuzz.Targets.Samples;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Tests.Engine;

/// <summary>The loop is a function of its seed, keeps its limits, and reports each failure once.</summary>
public sealed class FuzzLoopTests
{
    [Fact]
    public void The_same_seed_gives_the_same_corpus()
    {
        using var target = Load("samples/frame-stream");
        Run(target, new FuzzOptions { MaxExecutions = 5_000 });

        var one = Run(target, new FuzzOptions { Seed = 7, MaxExecutions = 40_000 });
        var two = Run(target, new FuzzOptions { Seed = 7, MaxExecutions = 40_000 });
        var other = Run(target, new FuzzOptions { Seed = 8, MaxExecutions = 40_000 });

        Assert.Equal(one.Corpus, two.Corpus);
        Assert.NotEqual(one.Corpus, other.Corpus);
    }

    [Fact]
    public void A_target_without_a_bug_has_no_findings()
    {
        using var target = Load("samples/frame-stream");
        var result = Run(target, new FuzzOptions { MaxExecutions = 100_000 });

        Assert.Empty(result.Findings);
        Assert.True(result.Last.Edges > 30, $"{result.Last.Edges} edges");
        Assert.Equal(1, result.Last.Stability);
    }

    [Fact]
    public void One_bug_reached_by_many_inputs_is_one_finding_and_small()
    {
        using var target = Load("canary");
        var result = Run(target, new FuzzOptions { MaxExecutions = 200_000 });

        var finding = Assert.Single(result.Findings);
        Assert.Equal("twee"u8.ToArray(), finding.Input);
        Assert.Equal("Canary.Run", finding.Stack[0]);
    }

    [Fact]
    public void No_input_is_longer_than_the_limit()
    {
        using var target = Load("planted/stack-overflow");
        var result = Run(target, new FuzzOptions { MaxExecutions = 50_000, MaxInputBytes = 100 });

        Assert.NotEmpty(result.Corpus);
        Assert.All(result.Corpus, input => Assert.InRange(input.Length, 0, 100));
    }

    [Fact]
    public void Exception_that_the_target_allows_is_no_finding()
    {
        var source = MethodTarget.Of(typeof(AllowedTargets).Assembly.Location, typeof(AllowedTargets).FullName!, nameof(AllowedTargets.Refuses));
        using var target = LoadedTarget.Load(source);
        Assert.Empty(Run(target, new FuzzOptions { MaxExecutions = 20_000 }).Findings);
    }

    [Fact]
    public void A_law_that_a_target_breaks_is_a_finding_under_the_name_of_the_law()
    {
        var source = MethodTarget.Of(typeof(AllowedTargets).Assembly.Location, typeof(AllowedTargets).FullName!, nameof(AllowedTargets.BreaksLaw));
        using var target = LoadedTarget.Load(source);
        var finding = Assert.Single(Run(target, new FuzzOptions { MaxExecutions = 50_000, MaxFindings = 1 }).Findings);
        Assert.Equal(OutcomeKind.Law, finding.Kind);
        Assert.Equal("round-trip", finding.What);
    }

    [Fact]
    public void A_guard_that_the_target_swallows_is_noticed_all_the_same()
    {
        var source = MethodTarget.Of(typeof(AllowedTargets).Assembly.Location, typeof(AllowedTargets).FullName!, nameof(AllowedTargets.Swallows));
        using var target = LoadedTarget.Load(source);
        var finding = Assert.Single(Run(target, new FuzzOptions { MaxExecutions = 50_000, MaxFindings = 1 }).Findings);
        Assert.Equal(OutcomeKind.Hang, finding.Kind);
    }

    [Fact]
    public void Simpler_input_that_fails_is_a_finding()
    {
        using var target = LoadedTarget.Load(new SimplerTarget());
        var result = Run(target, new FuzzOptions { MaxExecutions = 5_000 });

        Assert.Equal(SimplerTarget.Failing, Assert.Single(result.Findings).Input);
    }

    [Fact]
    public void A_body_that_captures_variables_is_refused_with_advice()
    {
        var captured = Environment.ProcessId;
        var refusal = Assert.Throws<TargetException>(() => MethodTarget.Of((FuzzBody)(input => GC.KeepAlive(captured + input.Length))));
        Assert.Contains("captures nothing", refusal.Message);
    }

    [Fact]
    public void A_lambda_is_a_target()
    {
        var source = MethodTarget.Of((FuzzBody)(input => GC.KeepAlive(FrameStream.Parse(input))), [typeof(FrameStream).Assembly.Location]);
        using var target = LoadedTarget.Load(source);
        Assert.True(Run(target, new FuzzOptions { MaxExecutions = 20_000 }).Last.Edges > 10);
    }

    static LoadedTarget Load(string name) => LoadedTarget.Load(MethodTarget.In(typeof(Canary).Assembly).Single(t => t.Name == name));

    static FuzzResult Run(LoadedTarget target, FuzzOptions options) =>
        new FuzzLoop(target, options, new RecordedEvents(), TimeProvider.System).Run([]);
}
