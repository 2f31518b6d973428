namespace EndToEnd.Tests.Bench;

public sealed class BenchCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Task<ToolRun> Run(params string[] arguments) => Tool.RunAsync(_folder.Root, arguments);

    [Fact]
    public async Task Conversations_are_measured_and_held_against_an_earlier_run()
    {
        var first = (await Run("bench", "length-prefix", "--runs", "5", "--save", "before.json")).Ends(0).Output;
        Assert.Contains("length-prefix echo on memory", first, StringComparison.Ordinal);
        Assert.Contains("p99", first, StringComparison.Ordinal);
        Assert.Contains("#", first, StringComparison.Ordinal);

        var second = (await Run("bench", "length-prefix", "--runs", "5", "--conversation", "echo", "--compare", "before.json")).Ends(0).Output;
        Assert.Contains("times the earlier median (95 % interval", second, StringComparison.Ordinal);
        Assert.DoesNotContain("pipeline", second, StringComparison.Ordinal);

        Assert.Contains("did you mean 'echo'?", (await Run("bench", "length-prefix", "--conversation", "ecko")).Ends(2).Errors, StringComparison.Ordinal);
        _folder.Write("not.json", "{");
        Assert.Contains("this is nothing that 'bench --save' wrote", (await Run("bench", "length-prefix", "--compare", "not.json")).Ends(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugins_server_is_measured_beside_a_foreign_program()
    {
        var program = $"exec:dotnet '{Tool.Baked("Tool")}' serve length-prefix --listen :{{port}}";
        var run = (await Run("bench", "length-prefix", "--conversation", "echo", "--runs", "5", "--compare", program, "--report", "html=bench.html")).Ends(0).Output;
        Assert.Matches(@"length-prefix echo on tcp: [0-9.]+ times the program's median \(95 % interval [0-9.]+ to [0-9.]+\): (faster|slower|no difference is shown)", run);
        var page = File.ReadAllText(_folder.At("bench.html"));
        Assert.Contains("latency, microseconds", page, StringComparison.Ordinal);
        Assert.Contains("class=\"bar\"", page, StringComparison.Ordinal);

        Assert.Contains("does not say where the port goes", (await Run("bench", "length-prefix", "--compare", "exec:x")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Contains("cannot be started", (await Run("bench", "length-prefix", "--compare", "exec:no-such-program {port}")).Ends(3).Errors, StringComparison.Ordinal);
        Assert.Contains("carries datagrams", (await Run("bench", "datagram-echo", "--compare", program)).Ends(3).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_of_several_runs_are_read_as_one()
    {
        _folder.Write("s/a.phs", "phs 1\nuse length-prefix\nC echo\n");
        _folder.Write("s/b.phs", "phs 1\nuse length-prefix\nC echo\nexpect outcome refused\n");
        (await Run("run", "s", "--shard", "1/2", "--report", "ndjson=out/1.ndjson")).Ends(0);
        (await Run("run", "s", "--shard", "2/2", "--report", "ndjson=out/2.ndjson")).Ends(1);

        var joined = (await Run("report", "out", "--report", "html=all.html,junit=all.xml")).Ends(1);
        Assert.Contains("2 reports: 1 PASS, 1 FAIL", joined.Output, StringComparison.Ordinal);
        Assert.Contains("all completed", File.ReadAllText(_folder.At("all.html")), StringComparison.Ordinal);
        Assert.Contains("tests=\"2\"", File.ReadAllText(_folder.At("all.xml")), StringComparison.Ordinal);
        Assert.Contains("there is no .ndjson report", (await Run("report", "s")).Ends(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shells_are_told_what_may_come_next()
    {
        Assert.Equal(["check"], (await Run("[suggest:16]", "protoharness chec")).Ends(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
