namespace EndToEnd.Tests.Scripts;

public sealed class SettingsTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<ToolRun> Run(params string[] arguments) => Tool.RunAsync(_folder.Root, arguments);

    [Fact]
    public async Task Settings_come_from_the_file_and_flags_win()
    {
        _folder.Write("s.phs", "phs 1\nuse length-prefix\nC echo\n");
        _folder.Write("protoharness.toml", "# for all\nseed = 99\n\n[run]\nno-color = true\nseeds = 2\nreport = [\"junit=a.xml\", \"ndjson=b.ndjson\"]\n\n[check]\neffort = 0.5\n");
        Assert.Contains("(seed 99)", (await Run("run", "s.phs")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("\"runs\":2", File.ReadAllText(_folder.At("b.ndjson")), StringComparison.Ordinal);
        Assert.Contains("(seed 3)", (await Run("run", "s.phs", "--seed", "3")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_settings_is_told_with_its_line_and_the_nearest_word()
    {
        _folder.Write("protoharness.toml", "sed = 1\n[chek]\njobs = 1\n[run]\nseed = \"x\"\nseeds = [1, 2\nstrict = 7\n");
        var run = (await Run("run", "s.phs")).Ends(2);
        Assert.Contains("protoharness.toml:1: error: 'sed' is no option; did you mean 'seed'?", run.Errors, StringComparison.Ordinal);
        Assert.Contains("protoharness.toml:2: error: 'chek' is no command; did you mean 'check'?", run.Errors, StringComparison.Ordinal);
        Assert.Contains("protoharness.toml:5: error: 'x' is not what --seed takes", run.Errors, StringComparison.Ordinal);
        Assert.Contains("protoharness.toml:6:14: error: ']' is missing here\n    seeds = [1, 2\n                 ^", run.Errors, StringComparison.Ordinal);
        Assert.Contains("protoharness.toml:7: error: '7' is not what --strict takes: write true or false", run.Errors, StringComparison.Ordinal);
    }
}
