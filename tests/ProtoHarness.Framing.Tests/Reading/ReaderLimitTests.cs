using System.IO.Pipelines;
using System.Text;
using ProtoHarness.Framing.Tests.Samples;

namespace ProtoHarness.Framing.Tests.Reading;

public class ReaderLimitTests
{
    static readonly FrameReaderOptions Ten = new() { MaxLength = 10, LimitName = "max-frame" };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frame_at_the_limit_is_taken_and_one_byte_more_is_refused_by_name()
    {
        var pipe = new Pipe();
        var writer = new FrameWriter<SmuxFrame>(pipe.Writer);
        await writer.WriteAsync(SmuxFrame.Create(SmuxCommand.Push, 1, new(new byte[2])), Token);
        await writer.WriteAsync(SmuxFrame.Create(SmuxCommand.Push, 2, new(new byte[3])), Token);
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader, Ten);

        Assert.True(await reader.MoveNextAsync(Token));
        var refused = await Assert.ThrowsAsync<MalformedFrameException>(async () => await reader.MoveNextAsync(Token));

        Assert.Equal((FrameErrorKind.LimitExceeded, 10L), (refused.Error.Kind, refused.Position));
        Assert.Contains("max-frame=10", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MalformedFrameException>(async () => await reader.MoveNextAsync(Token));
    }

    [Fact]
    public async Task Length_above_the_limit_is_refused_when_it_is_read_and_not_when_its_bytes_are_there()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(new byte[] { 0, 0, 0, 0, 0, 0, 0, 3 }, Token);
        using var reader = new FrameReader<LengthPrefixFrame>(pipe.Reader, Ten);

        var refused = await Assert.ThrowsAsync<MalformedFrameException>(async () => await reader.MoveNextAsync(Token));
        Assert.Contains("a frame of 11 bytes or more is longer than max-frame=10 allows", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Length_above_the_declaration_too_names_both_limits()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(new byte[] { 0x80, 0, 0, 0, 0, 0, 0, 0 }, Token);
        using var reader = new FrameReader<LengthPrefixFrame>(pipe.Reader, Ten with { LimitValue = "2" });

        var refused = await Assert.ThrowsAsync<MalformedFrameException>(async () => await reader.MoveNextAsync(Token));
        Assert.Contains("[Limit] on Payload", refused.Message, StringComparison.Ordinal);
        Assert.Contains("max-frame=2", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_about_a_value_does_not_blame_the_limit()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(new byte[] { 9, 9 }, Token);
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader, Ten);

        var refused = await Assert.ThrowsAsync<MalformedFrameException>(async () => await reader.MoveNextAsync(Token));
        Assert.Equal("Version", refused.Error.Field);
        Assert.DoesNotContain("max-frame", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_without_an_end_is_refused_at_the_limit()
    {
        var pipe = new Pipe();
        using var reader = new FrameReader<Line>(pipe.Reader, Ten);
        var reading = reader.MoveNextAsync(Token).AsTask();
        for (var i = 0; i < 8; i++)
        {
            Assert.False(reading.IsCompleted);
            await pipe.Writer.WriteAsync("a"u8.ToArray(), Token);
        }

        // A tenth byte can only be the last of the delimiter.
        await pipe.Writer.WriteAsync("a"u8.ToArray(), Token);
        var refused = await Assert.ThrowsAsync<MalformedFrameException>(() => reading);
        Assert.Contains("max-frame=10", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limit_above_the_declaration_changes_nothing()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Encoding.ASCII.GetBytes(new string('a', 5000)), Token);
        using var reader = new FrameReader<Line>(pipe.Reader, new FrameReaderOptions { MaxLength = 1 << 20, LimitName = "max-frame" });

        var refused = await Assert.ThrowsAsync<MalformedFrameException>(async () => await reader.MoveNextAsync(Token));
        Assert.DoesNotContain("max-frame", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameReader<Line>(pipe.Reader, new FrameReaderOptions { MaxLength = 0 }));
    }
}
