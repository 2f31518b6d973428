namespace EndToEnd.Tests.Exports;

public sealed class ExportCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<ToolRun> Run(params string[] arguments) => Tool.RunAsync(_folder.Root, arguments);

    [Fact]
    public async Task The_schemas_of_a_bundled_plugin_are_written_for_other_tools()
    {
        Assert.Contains("Proto(\"ph_queue\"", (await Run("export", "dissector", "queue")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("  id: queue\n", (await Run("export", "ksy", "queue")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("inclusive1_frame", (await Run("export", "ksy", "length-prefix", "--set", "width=1", "--set", "including=true", "-o", "x.ksy")).Ends(0).Output + File.ReadAllText(_folder.At("x.ksy")), StringComparison.Ordinal);
        Assert.Contains("| 0 | 1 | `Kind` | unsigned |", (await Run("export", "spec", "queue")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Contains("'widht' is no option of 'length-prefix'; did you mean 'width'?", (await Run("export", "spec", "length-prefix", "--set", "widht=1")).Ends(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_written_as_a_capture_and_so_is_a_finding()
    {
        _folder.Write("s/fails.phs", "phs 1\nuse length-prefix\nfault C>S truncate @6\nC echo\nexpect C completed\n");
        (await Run("run", "s", "--pcap", "captures")).Ends(1);
        Assert.Equal([0x0A, 0x0D, 0x0D, 0x0A], File.ReadAllBytes(_folder.At("captures", "fails.pcapng"))[..4]);

        var finding = Assert.Single(Directory.EnumerateFiles(_folder.At("findings"), "*.phs"));
        (await Run("export", "pcapng", finding, "-o", "finding.pcapng")).Ends(0);
        Assert.Contains("truncate @6", System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(_folder.At("finding.pcapng"))), StringComparison.Ordinal);
        Assert.Contains("there is no such file", (await Run("export", "pcapng", "none.phs", "-o", "x.pcapng")).Ends(2).Errors, StringComparison.Ordinal);
    }
}
