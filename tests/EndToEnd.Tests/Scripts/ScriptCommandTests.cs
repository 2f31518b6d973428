namespace EndToEnd.Tests.Scripts;

public sealed class ScriptCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<ToolRun> Run(params string[] arguments) => Tool.RunAsync(_folder.Root, arguments);

    [Fact]
    public async Task Scripts_are_run_listed_filtered_and_held_against_a_baseline()
    {
        _folder.Write("s/holds.phs", "phs 1\ntitle \"an echo\"\nuse length-prefix\nC echo\n");
        _folder.Write("s/sub/fails.phs", "phs 1\nuse length-prefix\nC echo\nexpect outcome refused\n");
        _folder.Write("s/_part.phs", "phs 1\nC echo\n");

        var all = (await Run("run", "s")).Ends(1);
        Assert.Contains("1 of 2 scripts held.", all.Output, StringComparison.Ordinal);
        Assert.Contains("line 4 'expect outcome refused': all completed", all.Output, StringComparison.Ordinal);
        Assert.Contains("protoharness replay findings/length-prefix-script-holds-", all.Output, StringComparison.Ordinal);
        var finding = Assert.Single(Directory.GetFiles(_folder.At("findings")));
        Assert.Contains("the bug lives", (await Run("replay", finding)).Ends(1).Output, StringComparison.Ordinal);
        (await Run("shrink", finding)).Ends(0);

        Assert.Equal(["holds", "sub/fails"], (await Run("run", "s", "--list")).Ends(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
        (await Run("run", "s", "--filter", "holds", "--seeds", "3")).Ends(0);
        Assert.Contains("the time was over", (await Run("run", "s", "--filter", "holds", "--seeds", "1000000", "--time", "300ms")).Ends(5).Errors, StringComparison.Ordinal);

        _folder.Write("known.txt", "sub/fails  # not yet\n");
        (await Run("run", "s", "--baseline", "known.txt")).Ends(0);
        _folder.Write("known.txt", "sub/fails\nholds\n");
        Assert.Contains("take it off the list", (await Run("run", "s", "--baseline", "known.txt")).Ends(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_run_on_the_transport_that_is_asked_for_or_say_why_not()
    {
        _folder.Write("s/holds.phs", "phs 1\nuse length-prefix\nC echo\n");
        _folder.Write("s/fails.phs", "phs 1\nuse length-prefix\nC echo\nexpect outcome refused\n");
        _folder.Write("s/one-frame.phs", "phs 1\nuse length-prefix\nC > Plain8 | split @1\nC < Plain8\n");
        (await Run("run", "s", "--filter", "one-frame")).Ends(0);

        var run = (await Run("run", "s", "--on", "tcp", "--limit", "real-time=20s")).Ends(1);
        Assert.Contains("1 of 3 scripts held, 1 UNSUPPORTED.", run.Output, StringComparison.Ordinal);
        Assert.Contains("not on tcp: a fault on one frame", run.Output, StringComparison.Ordinal);
        var finding = Assert.Single(Directory.GetFiles(_folder.At("findings")));
        Assert.Contains("limits real-time=20s\non     tcp", File.ReadAllText(finding), StringComparison.Ordinal);
        Assert.Contains("the bug lives", (await Run("replay", finding)).Ends(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_of_a_script_are_told_with_caret_and_nearest_word()
    {
        _folder.Write("bad.phs", "phs 1\nuse length-prefix\non memori\nfalt C>S fragment 1\nC ecko\n");
        var run = (await Run("run", "bad.phs", "--dry-run")).Ends(2);
        Assert.Contains("bad.phs:3:4: error: 'memori' is no transport; did you mean 'memory'?\n    on memori\n       ^~~~~~", run.Errors, StringComparison.Ordinal);
        Assert.Contains("'falt' is no verb; did you mean 'fault'?", run.Errors, StringComparison.Ordinal);
        Assert.Contains("'ecko' is no conversation of 'length-prefix'; did you mean 'echo'?", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fmt_writes_a_script_one_way_and_as_json_and_back()
    {
        var path = _folder.Write("s.phs", "phs 1\ntitle \"x\"   # why\n\n\nuse   length-prefix\nC   echo\n");
        (await Run("fmt", "s.phs", "--check")).Ends(1);
        (await Run("fmt", "s.phs")).Ends(0);
        var text = File.ReadAllText(path);
        (await Run("fmt", "s.phs", "--check")).Ends(0);
        _folder.Write("s.json", (await Run("fmt", "s.phs", "--json")).Ends(0).Output);
        Assert.Equal(text, (await Run("fmt", "s.json")).Ends(0).Output);
    }
}
