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
