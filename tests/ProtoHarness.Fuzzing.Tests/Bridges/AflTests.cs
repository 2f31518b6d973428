using System.Diagnostics;
using System.Globalization;
using ProtoHarness.Fuzz.Targets.Planted;
using ProtoHarness.Fuzzing.Bridges;
using ProtoHarness.Fuzzing.Corpora;
using ProtoHarness.Fuzzing.Targets;

namespace ProtoHarness.Fuzzing.Tests.Bridges;

/// <summary>The real afl-fuzz finds a planted bug, and survives what kills its worker.</summary>
public sealed class AflTests : IDisposable
{
    // Ends a run that found nothing; afl-fuzz ends at the first crash.
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(90);

    readonly string _folder = Directory.CreateTempSubdirectory("afl-").FullName;
    string _output = "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("canary")]
    [InlineData("planted/memory-bomb")]
    [InlineData("planted/endless-loop")]
    [InlineData("deadly/fail-fast")]
    public async Task Afl_fuzz_finds_a_planted_bug(string name)
    {
        RequireAfl();
        var stats = await RunAsync(name, "AFL_BENCH_UNTIL_CRASH");

        Assert.True(int.Parse(stats["saved_crashes"], CultureInfo.InvariantCulture) >= 1, string.Join('\n', stats));
        var crash = Directory.GetFiles(Path.Combine(_folder, "out", "default", "crashes"), "id*").First();
        Assert.True(new FileInfo(crash).Length > 0);
    }

    [Fact]
    public async Task Afl_fuzz_goes_on_after_a_hang_that_has_to_be_killed()
    {
        RequireAfl();

        // afl-fuzz runs each seed before anything else. This one does not end, so that its worker has to be killed.
        const int executions = 400;
        new CorpusFolder(Path.Combine(_folder, "seeds")).Add("RE0"u8);
        var stats = await RunAsync("deadly/endless-framework-loop", null, "-E", $"{executions}");

        Assert.Contains("results in a timeout", _output, StringComparison.Ordinal);
        Assert.True(long.Parse(stats["execs_done"], CultureInfo.InvariantCulture) >= executions, _output);
    }

    static void RequireAfl()
    {
        if (!AflFuzz.IsInstalled())
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") != "true", "afl-fuzz is missing on a machine that must have it");
            Assert.Skip("afl-fuzz is not installed (on Debian: apt-get install afl++)");
        }
    }

    async Task<Dictionary<string, string>> RunAsync(string name, string? untilCrash, params string[] extra)
    {
        var target = MethodTarget.In(typeof(Canary).Assembly).Single(t => t.Name == name);
        var options = new FuzzOptions { MaxTime = Budget, MaxInputBytes = 128 };
        var start = AflFuzz.Prepare(target, options, _folder, extra: extra);
        if (untilCrash is not null)
        {
            start.Environment[untilCrash] = "1";
        }

        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using (var afl = Process.Start(start)!)
        {
            var output = afl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = afl.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await afl.WaitForExitAsync(TestContext.Current.CancellationToken);
            _output = await output + await error;
        }

        var file = Path.Combine(_folder, "out", "default", "fuzzer_stats");
        Assert.True(File.Exists(file), _output);
        return File.ReadLines(file).Select(l => l.Split(':', 2)).ToDictionary(p => p[0].Trim(), p => p[1].Trim());
    }
}
