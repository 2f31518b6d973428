namespace EndToEnd.Tests.Suites;

public sealed class ConformanceTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("smux")]
    [InlineData("length-prefix")]
    [InlineData("json-lines")]
    [InlineData("queue")]
    [InlineData("datagram-echo")]
    [InlineData("file-transfer")]
    [InlineData("tls-probe")]
    public async Task A_bundled_plugin_keeps_every_clause_of_its_wire(string plugin)
    {
        var run = await Tool.RunAsync(_folder.Root, "run", Path.Combine(Tool.Repository, "suites", plugin), "--clauses", "--strict");

        Assert.True(run.Code == 0, $"{run.Output}\n{run.Errors}");
        Assert.Matches(@"\n([0-9]+) of \1 scripts held\.", run.Output);
        Assert.Matches(@"\n([0-9]+) of \1 clauses held\.", run.Output);
    }
}
