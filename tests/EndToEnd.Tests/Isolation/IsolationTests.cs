namespace EndToEnd.Tests.Isolation;

/// <summary>A plugin that ends its process costs that case, and is told by it.</summary>
public sealed class IsolationTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("static int Deep(int n) => n == -1 ? 0 : Deep(n + 1) + n;", "Deep(1)", "aborted")]
    [InlineData("", "Environment.FailFast(\"enough\")", "aborted")]
    [InlineData("", "Environment.Exit(0)", "exited with code 0")]
    public async Task Plugin_that_ends_its_process_is_a_finding_and_the_check_goes_on(string member, string death, string told)
    {
        Write(member, death);
        var check = (await Tool.RunAsync(_folder.Root, "check", "./Mortal.cs", "--filter", "session", "--on", "memory", "--effort", "0.2", "--no-color")).Ends(1);
        Assert.Contains("FAIL mortal/session/hostile", check.Output, StringComparison.Ordinal);
        Assert.Contains($"it ends the process: it {(told == "aborted" ? "was aborted" : told)}", check.Output, StringComparison.Ordinal);
        Assert.Contains("PASS         session/split", check.Output, StringComparison.Ordinal);

        var finding = Assert.Single(Directory.GetFiles(_folder.At("findings"), "mortal-session-hostile-*.phs"));
        Assert.Contains($"protoharness replay findings/{Path.GetFileName(finding)} --isolate", check.Output, StringComparison.Ordinal);
        var replay = (await Tool.RunAsync(_folder.Root, "replay", finding, "--plugin", "./Mortal.cs", "--isolate")).Ends(1);
        Assert.Contains("the bug lives", replay.Output, StringComparison.Ordinal);

        Write("", "_ = 0");
        (await Tool.RunAsync(_folder.Root, "replay", finding, "--plugin", "./Mortal.cs", "--isolate")).Ends(0);
    }

    [Fact]
    public async Task Memory_without_bound_meets_the_limit_of_the_worker()
    {
        Write("", "var held = new List<byte[]>(); while (held.Count < 1000) { held.Add(new byte[10_000_000]); }");
        var check = (await Tool.RunAsync(_folder.Root, "check", "./Mortal.cs", "--filter", "session/hostile", "--on", "memory", "--effort", "0.2", "--no-color", "--memory", "256MiB")).Ends(1);
        Assert.Contains("OutOfMemoryException", check.Output, StringComparison.Ordinal);
    }

    /// <summary>An echo that does something final when a length is beyond what its client ever sends.</summary>
    void Write(string member, string death)
    {
        var source = File.ReadAllText(Path.Combine(Tool.Repository, "tests", "SeededBugs", "Life", "TimerNeverStopped.cs"))
            .Replace("TimerNeverStopped", "Mortal", StringComparison.Ordinal)
            .Replace("timer-never-stopped", "mortal", StringComparison.Ordinal)
            .Replace("        _ = context.Time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10));", "", StringComparison.Ordinal)
            .Replace("        if (length is < 0 or > MaxMessage)", $"        if (length is < 0 or > 60_000) {{ {death}; }}\n\n        if (length is < 0 or > MaxMessage)", StringComparison.Ordinal)
            .Replace("    static async Task WriteAsync(", $"    {member}\n\n    static async Task WriteAsync(", StringComparison.Ordinal);
        Assert.Contains(death, source, StringComparison.Ordinal);
        File.WriteAllText(_folder.At("Mortal.cs"), source);
    }
}
