using ProtoHarness.Fuzz.Targets.Planted;
using ProtoHarness.Fuzzing.Engine;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Tests.Engine;

/// <summary>The fuzzer must find what was planted, from an empty corpus, whatever the seed.</summary>
public sealed class PlantedBugTests
{
    // A multiple of what any seed needed; executions, not seconds, so that the verdict is the same on a slow machine.
    const long MaxExecutions = 3_000_000;

    public static TheoryData<string, OutcomeKind> Targets => new()
    {
        { "canary", OutcomeKind.Exception },
        { "planted/magic-value", OutcomeKind.Exception },
        { "planted/checksum", OutcomeKind.Exception },
        { "planted/nested-lengths", OutcomeKind.Exception },
        { "planted/tagged-union", OutcomeKind.Exception },
        { "planted/stack-overflow", OutcomeKind.Stack },
        { "planted/endless-loop", OutcomeKind.Hang },
        { "planted/memory-bomb", OutcomeKind.Memory },
        { "planted/quadratic-time", OutcomeKind.Hang },
        { "planted/ordered-messages", OutcomeKind.Exception },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public void Planted_bug_is_found_from_an_empty_corpus(string name, OutcomeKind kind)
    {
        var source = MethodTarget.In(typeof(Canary).Assembly).Single(t => t.Name == name);
        using var target = LoadedTarget.Load(source);
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            var events = new RecordedEvents();
            var loop = new FuzzLoop(
                target, new FuzzOptions { Seed = seed, MaxExecutions = MaxExecutions, MaxFindings = 1 }, events, TimeProvider.System);
            var result = loop.Run([]);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"seed {seed}: {result.Last.Executions} executions, {result.Last.Elapsed.TotalSeconds:0.00} s, {string.Join("; ", result.Findings)}");

            var finding = Assert.Single(result.Findings);
            Assert.Equal(kind, finding.Kind);
            Assert.True(finding.IsConfirmed);
        }
    }

    static ulong Seeds => ulong.TryParse(Environment.GetEnvironmentVariable("PROTOHARNESS_FUZZ_SEEDS"), out var seeds) ? seeds : 2;
}
