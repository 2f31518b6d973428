namespace EndToEnd.Tests.Plugins;

public sealed class SampleTests
{
    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.cs").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_passes_every_law(string sample)
    {
        var check = await Tool.RunAsync(AppContext.BaseDirectory, "check", $"samples/{sample}", "--effort", "0.2");
        Assert.DoesNotContain("FAIL", check.Ends(0).Output, StringComparison.Ordinal);
    }
}
