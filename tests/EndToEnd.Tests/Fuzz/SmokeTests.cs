using ProtoHarness.Fuzz.Smoke;
using ProtoHarness.Fuzz.Targets.Planted;
using ProtoHarness.Fuzzing;
using ProtoHarness.Fuzzing.Findings;
using ProtoHarness.Fuzzing.Targets;

namespace EndToEnd.Tests.Fuzz;

/// <summary>All that is fuzzed of this repository is run for a minute in all; what that must see, it sees.</summary>
public sealed class SmokeTests : IDisposable
{
    static readonly FuzzProgress Ran = new(TimeSpan.FromSeconds(1), 100, 100, 7, 9, 0, 3, 0, TimeSpan.Zero, 1);

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_targets_hold_in_the_smoke_run_and_the_canary_is_found()
    {
        var listed = (await Tool.RunAsync(_folder.Root, "fuzz", "--list")).Ends(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] expected = ["canary", "harness/scenario-parser", "harness/finding-parser", "harness/capture-reader", "tls/records", "tls/client", .. listed];

        var run = (await Tool.DotnetAsync(_folder.Root, typeof(SmokeRun).Assembly.Location)).Ends(0);

        Assert.All(expected, target => Assert.Contains($"PASS {target}: ", run.Output, StringComparison.Ordinal));
        Assert.Contains(" targets passed, 0 failed (", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_failed_once_is_in_the_folder_of_a_target()
    {
        var names = SmokeTargets.All().Select(target => target.Name).ToHashSet();
        var files = Directory.EnumerateFiles(SmokeTargets.Regressions, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(SmokeTargets.Regressions, file)).ToList();

        Assert.Contains("README.md", files);
        Assert.All(files.Where(file => file != "README.md"), file => Assert.Contains(Path.GetDirectoryName(file)!.Replace('\\', '/'), names));
    }

    [Fact]
    public async Task Target_with_a_bug_fails_the_smoke_run()
    {
        // The canary's method, not marked as one.
        var target = MethodTarget.Of(typeof(Canary).Assembly.Location, typeof(Canary).FullName!, nameof(Canary.Run));
        var verdicts = new List<SmokeVerdict>();
        await foreach (var verdict in new SmokeRun(_folder.Root, TimeProvider.System).RunAsync([target], TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))
        {
            verdicts.Add(verdict);
        }

        Assert.StartsWith("FAIL Run: Exception", Assert.Single(verdicts).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, false, null)]
    [InlineData(101, false, "only 100 executions from 101 seeds")]
    [InlineData(5, true, "its bug was not found")]
    public void What_has_not_run_and_a_canary_that_lives_fail(int seeds, bool hasBug, string? problem) =>
        Assert.Equal(problem, SmokeVerdict.Of(new FuzzCampaignResult("any", Ran, [], 3, 0), seeds, hasBug).Problem);
}
