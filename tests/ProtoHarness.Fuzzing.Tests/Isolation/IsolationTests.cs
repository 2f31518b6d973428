using System.Diagnostics;
using ProtoHarness.Fuzz.Targets.Planted;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Isolation;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Tests.Isolation;

/// <summary>Nothing that an input does ends the fuzzing, and nothing that was saved is lost.</summary>
public sealed class IsolationTests : IDisposable
{
    // Ends a test that found nothing; what passes takes a fraction.
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(60);

    readonly string _folder = Directory.CreateTempSubdirectory("fuzz-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("deadly/fail-fast", OutcomeKind.Death)]
    [InlineData("deadly/stack-overflow", OutcomeKind.Stack)]
    [InlineData("deadly/endless-framework-loop", OutcomeKind.Hang)]
    [InlineData("deadly/over-read", OutcomeKind.Death)]
    [InlineData("planted/stack-overflow", OutcomeKind.Stack)]
    [InlineData("planted/memory-bomb", OutcomeKind.Memory)]
    [InlineData("canary", OutcomeKind.Exception)]
    public async Task Whatever_kills_a_worker_is_kept_as_a_finding(string name, OutcomeKind kind)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the guard page and the signals are Linux's");
        var result = await Campaign(name, new FuzzOptions { MaxTime = Budget, MaxFindings = 1 }).RunAsync(TestContext.Current.CancellationToken);

        var finding = Assert.Single(result.Findings);
        Assert.Equal(kind, finding.Kind);
        Assert.True(finding.IsConfirmed, finding.ToString());
        var file = Path.Combine(_folder, "findings", FailureFolder.NameOf(finding) + ".bin");
        Assert.Equal(finding.Input, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Fuzzing_goes_on_after_a_death()
    {
        var result = await Campaign("deadly/fail-fast", new FuzzOptions { MaxTime = Budget, MaxExecutions = 1_500 })
            .RunAsync(TestContext.Current.CancellationToken);

        Assert.Single(result.Findings);
        Assert.True(result.Deaths >= 1);
        Assert.True(result.Last.Executions > result.Findings[0].Executions);
        Assert.True(result.Corpus > 0);
    }

    [Fact]
    public async Task A_resumed_campaign_counts_on_and_starts_from_what_was_saved()
    {
        var options = new FuzzOptions { MaxTime = Budget, MaxExecutions = 50_000 };
        var first = await Campaign("planted/checksum", options).RunAsync(TestContext.Current.CancellationToken);
        var before = Directory.GetFiles(Path.Combine(_folder, "corpus")).Length;

        var second = await Campaign("planted/checksum", options with { Seed = 9 }, resume: true).RunAsync(TestContext.Current.CancellationToken);

        Assert.True(second.Last.Executions >= first.Last.Executions + 50_000);
        Assert.True(second.Corpus >= before);
        Assert.True(before > 3);
    }

    [Fact]
    public async Task Killing_the_worker_outright_loses_nothing_that_was_saved()
    {
        var target = Target("planted/ordered-messages");
        var page = Path.Combine(_folder, "page");
        using var stage = StagePage.Open(page, 4096, create: true);
        var spec = new WorkerSpec(target.Reference, _folder, page, new FuzzOptions { MaxFindings = int.MaxValue });
        using var worker = WorkerProcess.Start("worker", 1L << 30, spec.ToJson());
        var corpus = Path.Combine(_folder, "corpus");
        using var budget = new CancellationTokenSource(Budget, TimeProvider.System);
        while (!Directory.Exists(corpus) || Directory.GetFiles(corpus).Length < 6)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, budget.Token);
        }

        worker.Kill();
        await worker.WaitForExitAsync(budget.Token);

        // Every file is whole: its name is the hash of what is in it.
        var files = Directory.GetFiles(corpus).Where(f => !Path.GetFileName(f).StartsWith('.')).ToArray();
        Assert.True(files.Length >= 5);
        Assert.All(files, f => Assert.Equal(Path.GetFileName(f), CorpusFolder.NameOf(File.ReadAllBytes(f))));
        Assert.True(stage.Executions > 0);
    }

    FuzzCampaign Campaign(string name, FuzzOptions options, bool resume = false) => new(
        Target(name),
        new FuzzCampaignOptions { Folder = _folder, Isolated = true, Loop = options, Resume = resume, HangTimeout = TimeSpan.FromSeconds(3) },
        TimeProvider.System);

    static MethodTarget Target(string name) => MethodTarget.In(typeof(Canary).Assembly).Single(t => t.Name == name);
}
