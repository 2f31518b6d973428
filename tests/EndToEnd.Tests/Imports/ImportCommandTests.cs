namespace EndToEnd.Tests.Imports;

public sealed class ImportCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<ToolRun> Run(params string[] arguments) => Tool.RunAsync(_folder.Root, arguments);

    [Fact]
    public async Task A_capture_becomes_a_script_that_holds_and_inputs_that_the_fuzzer_starts_from()
    {
        _folder.Write("s/talk.phs", "phs 1\nuse queue work=0ms\nC > Job id=1 payload=\"abc\"\nC < Receipt kind=Accepted id=1\nC < Receipt kind=Done id=1\nC > end\nC < end\n");
        (await Run("run", "s", "--pcap", "captures")).Ends(0);

        var import = (await Run("import", "queue", "captures/talk.pcapng", "--set", "work=0ms", "--scripts", "imported", "--seeds", "fuzzing")).Ends(0);
        Assert.Contains("1 session: 1 scripts, 2 new inputs", import.Output, StringComparison.Ordinal);
        Assert.Contains("C >    Job id=1 payload=\"abc\"\nC <    Accepted id=1 sum=0\n", File.ReadAllText(_folder.At("imported", "talk-1.phs")), StringComparison.Ordinal);
        (await Run("run", "imported")).Ends(0);
        Assert.Single(Directory.EnumerateFiles(_folder.At("fuzzing", "queue", "Job", "corpus")));
        (await Run("fuzz", "queue/Job", "--corpus", "fuzzing", "--runs", "1")).Ends(0);
    }

    [Fact]
    public async Task What_is_no_capture_or_has_no_session_is_refused_with_its_name()
    {
        _folder.Write("not.pcapng", "phs 1\n");
        Assert.Contains("not.pcapng: this is no capture", (await Run("import", "queue", "not.pcapng", "--scripts", "x")).Ends(2).Errors, StringComparison.Ordinal);
        File.WriteAllBytes(_folder.At("damaged.pcapng"), [0x0A, 0x0D, 0x0D, 0x0A, 7, 0, 0, 0, 0x4D, 0x3C, 0x2B, 0x1A]);
        Assert.Contains("damaged.pcapng: the block at byte 0 says that it has 7 bytes", (await Run("import", "queue", "damaged.pcapng", "--scripts", "x")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Contains("give --scripts DIR", (await Run("import", "queue", "not.pcapng")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("x")));
    }
}
