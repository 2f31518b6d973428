namespace EndToEnd.Tests.Scripts;

/// <summary>Whatever a script is, what is wrong with it is said at its place, and never by a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    async Task<string> Refused(params string[] arguments)
    {
        var run = (await Tool.RunAsync(_folder.Root, arguments)).Ends(2);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", run.Errors, StringComparison.Ordinal);
        return run.Errors;
    }

    [Fact]
    public async Task A_script_of_100_MB_is_refused_by_its_size()
    {
        using (var file = File.Create(_folder.At("big.phs")))
        {
            file.SetLength(100_000_000);
        }

        Assert.Contains("script.size", await Refused("run", "big.phs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Random_bytes_are_no_text_and_the_first_bad_byte_is_named()
    {
        var bytes = new byte[4096];
        new ProtoHarness.Engine.Simulation.Seed(1).NewRandom().NextBytes(bytes);
        File.WriteAllBytes(_folder.At("random.phs"), bytes);

        Assert.Contains("random.phs: error: this is no text in UTF-8: byte ", await Refused("run", "random.phs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_include_loop_a_missing_plugin_and_a_value_out_of_range_point_at_themselves()
    {
        _folder.Write("loop.phs", "phs 1\nuse length-prefix\ninclude \"loop.phs\"\n");
        Assert.Contains("loop.phs:3:", await Refused("run", "loop.phs"), StringComparison.Ordinal);

        _folder.Write("missing.phs", "phs 1\nuse lenght-prefix\nC echo\n");
        Assert.Contains("missing.phs:2:5: error:", await Refused("run", "missing.phs"), StringComparison.Ordinal);

        _folder.Write("range.phs", "phs 1\nuse length-prefix width=5\nC echo messages=0\n");
        var errors = await Refused("run", "range.phs");
        Assert.Contains("range.phs:2:", errors, StringComparison.Ordinal);
        Assert.Contains("range.phs:3:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_option_that_there_is_not_is_refused_before_anything_is_run()
    {
        _folder.Write("holds.phs", "phs 1\nuse length-prefix\nC echo\n");
        _folder.Write("--here.phs", "phs 1\nuse length-prefix\nC echo\n");

        Assert.Contains("'check' has no option --efort; did you mean --effort?", await Refused("check", "length-prefix", "--efort", "0.1"), StringComparison.Ordinal);
        Assert.Contains("'run' has no option --sed", await Refused("run", "holds.phs", "--sed=2"), StringComparison.Ordinal);
        Assert.Contains("'probe' has no option -Z", await Refused("probe", "-Z", "localhost:1"), StringComparison.Ordinal);
        (await Tool.RunAsync(_folder.Root, "run", "holds.phs", "--", "--here.phs")).Ends(0);
    }

    [Fact]
    public async Task The_other_commands_that_read_scripts_refuse_them_as_well()
    {
        var bytes = new byte[4096];
        new ProtoHarness.Engine.Simulation.Seed(2).NewRandom().NextBytes(bytes);
        File.WriteAllBytes(_folder.At("random.phs"), bytes);
        File.WriteAllBytes(_folder.At("random.json"), bytes);
        File.WriteAllBytes(_folder.At("random.ndjson"), bytes);
        _folder.Write("holds.phs", "phs 1\nuse length-prefix\nC echo\n");

        foreach (var arguments in (string[][])
        [
            ["fmt", "random.phs"], ["fmt", "random.json"], ["diff", "random.phs", "length-prefix", "length-prefix"], ["export", "pcapng", "random.phs", "-o", "x"],
            ["replay", "random.phs"], ["report", "."], ["run", "holds.phs", "--baseline", "random.phs"], ["diff", "holds.phs", "length-prefix", "exec:no-port"],
        ])
        {
            Assert.NotEmpty(await Refused(arguments));
        }
    }

    [Fact]
    public async Task On_a_full_disk_the_verdict_stands_and_what_is_missing_is_said()
    {
        const string Full = "/dev/full";
        if (!File.Exists(Full))
        {
            Assert.Skip($"{Full} is not there: this system has no disk that is full");
        }

        _folder.Write("fails.phs", "phs 1\nuse length-prefix\nC echo\nexpect outcome refused\n");
        var run = (await Tool.RunAsync(_folder.Root, "run", "fails.phs", "--report", $"junit={Full},html=here.html")).Ends(1);
        Assert.Contains($"the junit report '{Full}' is missing: No space left on device", run.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.At("here.html")));

        // Also what is printed may be lost.
        var printed = (await Tool.ProgramAsync(_folder.Root, "sh", "-c", $"dotnet '{Tool.Baked("Tool")}' run fails.phs > {Full}")).Ends(1);
        Assert.Contains("what is printed from here on is missing: No space left on device", printed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", printed.Errors, StringComparison.Ordinal);
        Assert.Contains("verdict", (await Tool.ProgramAsync(_folder.Root, "sh", "-c", $"dotnet '{Tool.Baked("Tool")}' run fails.phs --json > {Full} || echo verdict")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_said_to_be_missing_and_the_verdict_stands()
    {
        _folder.Write("holds.phs", "phs 1\nuse length-prefix\nC echo\n");
        _folder.Write("a-file", "");

        var run = (await Tool.RunAsync(_folder.Root, "run", "holds.phs", "--report", "junit=a-file/x.xml", "--pcap", "a-file/captures")).Ends(0);
        Assert.Contains("the junit report 'a-file/x.xml' is missing", run.Errors, StringComparison.Ordinal);
        Assert.Contains("a-file/captures/holds.pcapng' is missing", run.Errors, StringComparison.Ordinal);
        Assert.Contains("1 of 1 scripts held.", run.Output, StringComparison.Ordinal);
    }
}
