using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Tests.Live;

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

    [Fact]
    public async Task A_server_from_standard_input_is_told_of_while_the_next_line_is_waited_for()
    {
        var start = new ProcessStartInfo("dotnet", [Tool.Baked("Tool"), "probe", "-", "--retries", "0", "--format", "nagios"])
        {
            WorkingDirectory = _folder.Root, RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        foreach (var server in new[] { "127.0.0.1:1", "127.0.0.1:2" })
        {
            await process.StandardInput.WriteLineAsync(server.AsMemory(), TestContext.Current.CancellationToken);
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            Assert.Contains($"TLS UNKNOWN - {server}: TLS.CONN.REFUSED", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, process.ExitCode);
    }

    [Fact]
    public async Task More_silent_servers_than_there_are_file_handles_all_have_their_record()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a process how many files it may open.");
        await using var box = await Served.StartAsync(_folder.Root, "tls-probe", "--case", "silence");
        await File.WriteAllLinesAsync(_folder.At("hosts.txt"), Enumerable.Repeat(box.Address, 300), TestContext.Current.CancellationToken);
        var run = (await Tool.ProgramAsync(
            _folder.Root, "sh", "-c", "ulimit -n 300 && exec dotnet \"$@\"", "sh", Tool.Baked("Tool"), "probe", "--file", "hosts.txt", "--handshake-timeout", "500ms", "--rate", "100000", "--json")).Ends(3);

        Assert.Contains("ulimit -n", run.Errors, StringComparison.Ordinal);
        var records = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(300, records.Length);
        Assert.All(records, record => Assert.Contains("TLS.CONN.TIMEOUT_HANDSHAKE", record, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_is_named_twice_has_one_sample_of_each_metric()
    {
        var run = (await Tool.RunAsync(_folder.Root, "probe", "127.0.0.1:1", "127.0.0.1:1", "--retries", "0", "--format", "prometheus")).Ends(3);

        Assert.Single(run.Output.Split('\n'), line => line.StartsWith("tls_probe_status{", StringComparison.Ordinal));
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

    [Theory]
    [InlineData("expired", 2, "TLS.CERT.EXPIRED")]
    [InlineData("reversed", 1, "TLS.CHAIN.ORDER")]
    [InlineData("http-answer", 3, "TLS.CONN.NOT_TLS")]
    [InlineData("good", 0, "status\":\"ok")]
    [InlineData("good-rsa", 0, "confirmed\":\"yes: Tls13")]
    public async Task A_case_of_the_box_is_served_and_probed_by_the_built_tool(string name, int code, string says)
    {
        await using var box = await Served.StartAsync(_folder.Root, "tls-probe", "--case", name, "--set", "root=root.pem");
        var run = (await Tool.RunAsync(_folder.Root, "probe", box.Address, "--servername", "host.probe.test", "--ca", "root.pem", "--json", "--rate", "1000")).Ends(code);

        Assert.Contains(says, Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_dates_of_a_record_are_written_alike()
    {
        await using var box = await Served.StartAsync(_folder.Root, "tls-probe", "--case", "good-staple", "--set", "root=root.pem");
        var run = await Tool.RunAsync(_folder.Root, "probe", box.Address, "--servername", "host.probe.test", "--ca", "root.pem", "--json", "--rate", "1000");

        using var record = JsonDocument.Parse(run.Output);
        var chain = record.RootElement;
        foreach (var date in (JsonElement[])
        [
            chain.GetProperty("leaf_not_after"), chain.GetProperty("presented_min_not_after"), chain.GetProperty("verified_min_not_after"),
            chain.GetProperty("staple").GetProperty("this_update"), chain.GetProperty("staple").GetProperty("next_update"),
        ])
        {
            Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+]00:00$", date.GetString());
        }
    }

    [Fact]
    public async Task The_cases_of_the_box_are_listed_and_a_wrong_one_is_an_error_that_names_them()
    {
        var list = (await Tool.RunAsync(_folder.Root, "serve", "tls-probe", "--list")).Ends(0);
        Assert.Contains("expired-intermediate", list.Output, StringComparison.Ordinal);
        Assert.Contains("its time is over", list.Output, StringComparison.Ordinal);
        Assert.Contains("'expird' is no value for 'case'", (await Tool.RunAsync(_folder.Root, "serve", "tls-probe", "--listen", ":0", "--case", "expird")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Contains("'case' is no option of 'queue'", (await Tool.RunAsync(_folder.Root, "serve", "queue", "--listen", ":0", "--case", "x")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Contains("--listen", (await Tool.RunAsync(_folder.Root, "serve", "queue")).Ends(2).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_named_is_unknown_and_a_wrong_flag_is_usage()
    {
        Assert.Contains("no server is named", (await Tool.RunAsync(_folder.Root, "probe")).Ends(3).Errors, StringComparison.Ordinal);
        Assert.Contains("'abc' is not what --pin takes", (await Tool.RunAsync(_folder.Root, "probe", "a.test", "--pin", "abc")).Ends(2).Errors, StringComparison.Ordinal);
        Assert.Contains("30d or 25%", (await Tool.RunAsync(_folder.Root, "probe", "a.test", "--warning", "soon")).Ends(2).Errors, StringComparison.Ordinal);
    }
}
