using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ProtoHarness.Plugins.Smux;

namespace Samples.Tests;

public sealed class SmuxGatewayTests
{
    const int Requests = 5;

    [Theory]
    [InlineData("request", "TERM")]
    [InlineData("session", "TERM")]
    [InlineData("session", "INT")]
    [InlineData("pool", "TERM")]
    public async Task What_was_accepted_is_answered_when_a_signal_stops_it(string shape, string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var service = new WithholdingService();
        using var gateway = SampleProcess.Start("SmuxGateway", "gateway", shape, "0", service.Address);
        using var http = new HttpClient { BaseAddress = new Uri((await gateway.ReadLineAsync())!["listening on ".Length..]) };

        var requests = Enumerable.Range(0, Requests).Select(_ => http.GetStringAsync("/rand", TestContext.Current.CancellationToken)).ToList();
        await service.AskedAsync(Requests);
        gateway.Signal(signal);
        Assert.Equal("stopping", await gateway.ReadLineAsync());
        service.Release();

        var numbers = (await Task.WhenAll(requests)).Select(number => int.Parse(number, CultureInfo.InvariantCulture)).Order();
        Assert.Equal(Enumerable.Range(1, Requests), numbers);
        Assert.Equal(("stopped\n", 0), await gateway.EndAsync());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task The_random_number_service_answers_on_streams_it_has_accepted_when_a_signal_stops_it(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var service = SampleProcess.Start("SmuxGateway", "service", "0");
        var address = IPEndPoint.Parse((await service.ReadLineAsync())!["random numbers on ".Length..]);
        using var client = new TcpClient();
        await client.ConnectAsync(address, TestContext.Current.CancellationToken);
        await using (var session = SmuxSession.Client(client.GetStream()))
        {
            await using var stream = session.OpenStream();
            await AskAsync(stream);
            service.Signal(signal);
            Assert.Equal("stopping", await service.ReadLineAsync());
            await AskAsync(stream);
        }

        Assert.Equal(("stopped\n", 0), await service.EndAsync());

        static async Task AskAsync(SmuxStream stream)
        {
            await stream.WriteAsync("RAND"u8.ToArray(), TestContext.Current.CancellationToken);
            await stream.ReadExactlyAsync(new byte[8], TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_a_bad_gateway()
    {
        using var gateway = SampleProcess.Start("SmuxGateway", "gateway", "pool", "0", "127.0.0.1:1");
        using var http = new HttpClient { BaseAddress = new Uri((await gateway.ReadLineAsync())!["listening on ".Length..]) };

        var answer = await http.GetAsync("/rand", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    [Fact]
    public async Task The_three_shapes_are_compared_under_load()
    {
        using var compare = SampleProcess.Start("SmuxGateway", "compare", "50");

        var (output, exitCode) = await compare.EndAsync();

        Assert.Equal(0, exitCode);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..].Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2]);
        Assert.Equal(from callers in (string[])["1", "16", "64"] from shape in (string[])["request", "session", "pool"] select (string[])[shape, callers], rows);
    }

    [Fact]
    public async Task The_library_sample_runs()
    {
        using var sample = SampleProcess.Start("SmuxLibrary");

        Assert.Equal(("MANY STREAMS ONE CONNECTION\n", 0), await sample.EndAsync());
    }
}
