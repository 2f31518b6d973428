namespace EndToEnd.Tests.BadInput;

/// <summary>What this machine has run out of is said, and is nobody's bug.</summary>
public sealed class MachineLimitTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Harness_without_file_handles_says_so_and_blames_no_plugin()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit of file handles is set by sh and read from /proc: this runs on Linux");
        var check = (await Tool.ProgramAsync(_folder.Root, "sh", "-c", $"ulimit -n 160; exec dotnet '{Tool.Baked("Tool")}' check length-prefix --filter session/crowd --no-color")).Ends(3);

        Assert.Contains("HARNESS-ERROR length-prefix/session/crowd", check.Output, StringComparison.Ordinal);
        Assert.Contains("ulimit -n", check.Output, StringComparison.Ordinal);
        Assert.Contains("--limit crowd=", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAIL ", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Smaller_crowd_finds_handles_enough()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit of file handles is set by sh and read from /proc: this runs on Linux");
        (await Tool.ProgramAsync(_folder.Root, "sh", "-c", $"ulimit -n 400; exec dotnet '{Tool.Baked("Tool")}' check length-prefix --filter session/crowd --limit crowd=32 -q")).Ends(0);
    }
}
