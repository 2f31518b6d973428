using System.Text.Json;

namespace EndToEnd.Tests.Probe;

public sealed class ProbeCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_bad_line_is_an_error_for_that_line_and_the_others_run()
    {
        await File.WriteAllTextAsync(
            _folder.At("hosts.txt"), "# servers\nbad..host\n127.0.0.1:70000\n127.0.0.1:1   # nobody listens\n", TestContext.Current.CancellationToken);
        var run = (await Tool.RunAsync(_folder.Root, "probe", "--file", "hosts.txt", "--retries", "0", "--json")).Ends(3);

        Assert.Contains("hosts.txt(2): 'bad..host' is no host name", run.Errors, StringComparison.Ordinal);
        Assert.Contains("hosts.txt(3): '127.0.0.1:70000': the port '70000'", run.Errors, StringComparison.Ordinal);
        var record = JsonDocument.Parse(Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))).RootElement;
        Assert.Equal("127.0.0.1:1", record.GetProperty("target").GetString());
        Assert.Equal("TLS.CONN.REFUSED", record.GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("nagios", "TLS UNKNOWN - 127.0.0.1:1: TLS.CONN.REFUSED")]
    [InlineData("prometheus", "tls_probe_status{target=\"127.0.0.1:1\"} 3")]
    [InlineData("text", "127.0.0.1:1  UNKNOWN")]
    public async Task Each_format_tells_of_a_server_that_refuses(string format, string line)
    {
        var run = (await Tool.RunAsync(_folder.Root, "probe", "127.0.0.1:1", "--retries", "0", "--format", format)).Ends(3);

        Assert.Contains(line, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_named_is_unknown_and_a_wrong_flag_is_usage()
    {
        Assert.Contains("no server is named", (await Tool.RunAsync(_folder.Root, "probe")).Ends(3).Errors, StringComparison.Ordinal);
        Assert.Contains("30d or 25%", (await Tool.RunAsync(_folder.Root, "probe", "a.test", "--warning", "soon")).Ends(2).Errors, StringComparison.Ordinal);
    }
}
