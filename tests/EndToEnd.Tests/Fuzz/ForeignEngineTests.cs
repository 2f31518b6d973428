using System.Text.Json;

namespace EndToEnd.Tests.Fuzz;

/// <summary>The real afl-fuzz and the real libFuzzer behind <c>fuzz --engine</c>: what they hold, and what they find.</summary>
public sealed class ForeignEngineTests : IDisposable
{
    // Ends a run that finds nothing; libFuzzer ends at the first failure, afl-fuzz after its runs.
    const string Runs = "6000";

    readonly TempFolder _folder = new();

    public static TheoryData<string> Engines => ["afl", "libfuzzer"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_sound_target_passes_with_the_number_of_its_executions(string engine)
    {
        Require(engine);
        var run = (await Fuzz("length-prefix/Plain2Frame", engine, "2000")).Ends(0);

        var end = Lines(run)[^1];
        Assert.Equal("end", end.GetProperty("event").GetString());
        Assert.True(end.GetProperty("executions").GetInt64() >= 2000, run.Output);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_bug_that_a_foreign_engine_finds_is_a_finding_of_ours_and_replays(string engine)
    {
        Require(engine);
        _folder.Write("BadConverter.cs", BadConverter.Source);

        var run = (await Fuzz("BadConverter.cs/Entry", engine, Runs)).Ends(1);

        var finding = Lines(run).First(line => line.GetProperty("event").GetString() == "finding");
        Assert.Equal("FAIL", finding.GetProperty("verdict").GetString());
        Assert.Equal("System.IndexOutOfRangeException", finding.GetProperty("what").GetString());
        Assert.StartsWith("ff", finding.GetProperty("input").GetString(), StringComparison.Ordinal);
        (await Tool.RunAsync(_folder.Root, "replay", finding.GetProperty("file").GetString()!, "--plugin", "BadConverter.cs")).Ends(1);
    }

    Task<ToolRun> Fuzz(string target, string engine, string runs) => Tool.RunAsync(_folder.Root, "fuzz", target, "--engine", engine, "--runs", runs, "--time", "120s", "--json");

    static List<JsonElement> Lines(ToolRun run) =>
        [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    // With CI=true a missing program is a failure.
    static void Require(string engine)
    {
        var (program, package) = engine == "afl" ? ("afl-fuzz", "afl++") : ("clang++", "clang libclang-rt-14-dev");
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") != "true", $"{program} is missing on a machine that must have it");
            Assert.Skip($"{program} is not installed (on Debian: apt-get install {package})");
        }
    }
}
