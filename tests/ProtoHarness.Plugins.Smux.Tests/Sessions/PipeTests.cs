using System.Buffers;

namespace ProtoHarness.Plugins.Smux.Tests;

public class PipeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task What_is_written_to_one_pipe_comes_out_of_the_other_up_to_its_end(int version)
    {
        await using var pair = await SessionPair.OverTcpAsync(version);
        var (client, server) = pair;
        var there = client.OpenStream().Pipe;
        var data = new byte[300_000];
        new Random(1).NextBytes(data);
        var sending = SendAsync(there, data);
        var here = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!.Pipe;

        Assert.Equal(data, await ReadToEndAsync(here));
        await sending;
        await here.Output.WriteAsync("answer"u8.ToArray(), TestContext.Current.CancellationToken);
        await here.Output.CompleteAsync();
        Assert.Equal("answer"u8.ToArray(), await ReadToEndAsync(there));
        await here.Input.CompleteAsync();
        await there.Input.CompleteAsync();
        Assert.Equal(0, client.NumStreams);
    }

    [Fact]
    public async Task A_pipe_completed_with_an_error_lets_go_of_the_stream()
    {
        await using var pair = await SessionPair.OverTcpAsync(2);
        var (client, server) = pair;
        var stream = client.OpenStream();
        await stream.Pipe.Output.WriteAsync(new byte[10], TestContext.Current.CancellationToken);
        await stream.Pipe.Input.CompleteAsync(new InvalidDataException("no"));

        Assert.False(stream.CanRead);
        var accepted = (await server.AcceptStreamAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(10, (await ReadToEndAsync(accepted.Pipe)).Length);
    }

    static async Task SendAsync(System.IO.Pipelines.IDuplexPipe pipe, byte[] data)
    {
        foreach (var part in data.Chunk(7001))
        {
            pipe.Output.Write(part);
            await pipe.Output.FlushAsync(TestContext.Current.CancellationToken);
        }

        await pipe.Output.CompleteAsync();
    }

    static async Task<byte[]> ReadToEndAsync(System.IO.Pipelines.IDuplexPipe pipe)
    {
        var all = new List<byte>();
        while (true)
        {
            var result = await pipe.Input.ReadAsync(TestContext.Current.CancellationToken);
            all.AddRange(result.Buffer.ToArray());
            pipe.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return [.. all];
            }
        }
    }
}
