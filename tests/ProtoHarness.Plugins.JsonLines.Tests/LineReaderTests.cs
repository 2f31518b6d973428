using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using ProtoHarness.Framing;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Plugins.JsonLines.Tests;

public class LineReaderTests
{
    [Property]
    public void Lines_come_out_alike_however_the_stream_is_cut(string[] texts, int[] cuts)
    {
        var lines = texts.Where(t => t is not null).Select(t => t.Replace('\n', ' ').Replace('\r', ' ').Trim('\uFEFF', ' ', '\t')).Where(t => t.Trim(' ', '\t').Length > 0).ToList();
        var stream = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

        Assert.Equal(lines.Select(line => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line))), Read(stream, 1 << 20, cuts).Select(line => line ?? "(too long)"));
    }

    [Theory]
    [InlineData("a\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("\n \n\t\r\n\na\n", "a")]
    [InlineData("\uFEFFa\n\uFEFFb\n", "a|\uFEFFb")]
    [InlineData("12345678\n12345678\r\n123456789\nb\n", "12345678|12345678|!|b")]
    [InlineData("a\r\rb\n", "a\r\rb")]
    [InlineData("", "")]
    public void Each_line_has_its_answer(string stream, string lines)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            Assert.Equal(lines, string.Join('|', Read(bytes, 8, [cut]).Select(line => line ?? "!")));
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a\nb")]
    [InlineData("a\n123456789abcdef")]
    [InlineData("\uFEFF")]
    public void A_missing_last_line_feed_is_never_a_normal_end(string stream) =>
        Assert.Throws<TruncatedFrameException>(() => Read(Encoding.UTF8.GetBytes(stream), 8, []));

    [Fact]
    public async Task A_line_without_end_costs_no_more_memory_than_the_limit()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var reader = new LineReader(pipe.Reader, 1024);
        var line = reader.ReadAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 100; i++)
        {
            await pipe.Writer.WriteAsync(new byte[1024], TestContext.Current.CancellationToken);
            Assert.True(pipe.Writer.UnflushedBytes == 0);
        }

        await pipe.Writer.WriteAsync("\nb\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(LineKind.TooLong, (await line).Kind);
        Assert.Equal("b", Encoding.UTF8.GetString((await reader.ReadAsync(TestContext.Current.CancellationToken)).Text.ToArray()));
    }

    static List<string?> Read(byte[] bytes, int limit, int[] cuts)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        var reader = new LineReader(pipe.Reader, limit);
        var lines = new List<string?>();
        var reading = CollectAsync();
        var at = 0;
        foreach (var cut in cuts.Select(c => (int)((uint)c % (bytes.Length + 1))).Order().Append(bytes.Length))
        {
            if (cut > at)
            {
                Assert.True(pipe.Writer.WriteAsync(bytes.AsMemory(at, cut - at)).IsCompleted);
                at = cut;
            }
        }

        pipe.Writer.Complete();
        Assert.True(reading.IsCompleted);
        reading.GetAwaiter().GetResult();
        return lines;

        async Task CollectAsync()
        {
            while (await reader.ReadAsync().ConfigureAwait(false) is var line && line.Kind != LineKind.End)
            {
                lines.Add(line.Kind == LineKind.TooLong ? null : Encoding.UTF8.GetString(line.Text.ToArray()));
            }
        }
    }
}
