using System.Buffers;
using System.IO.Pipelines;
using ProtoHarness.Framing.Tests.Samples;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Framing.Tests.Reading;

public class FrameReaderTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Frames_come_out_one_by_one_whatever_the_chunks(int chunk)
    {
        var bytes = Stream(20);
        var pipe = new Pipe();
        var writing = Feed(pipe.Writer, bytes, chunk);
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        for (var i = 0; i < 20; i++)
        {
            Assert.True(await reader.MoveNextAsync(Token));
            Assert.Equal((uint)i, reader.Current.StreamId);
            Assert.Equal(i, reader.Current.Data.Length);
        }

        Assert.False(await reader.MoveNextAsync(Token));
        Assert.False(await reader.MoveNextAsync(Token));
        Assert.Equal(bytes.Length, reader.Position);
        await writing;
    }

    [Property]
    public void Frame_is_there_with_its_last_byte_whatever_pieces_it_came_in(byte[] sizes, byte[] pieces)
    {
        // All on this thread, so that what is not there now never will be.
        var pipe = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, pauseWriterThreshold: 0, useSynchronizationContext: false));
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        var piece = 0;
        foreach (var size in sizes)
        {
            var waiting = reader.MoveNextAsync(Token).AsTask();
            var writer = new ArrayBufferWriter<byte>();
            SmuxFrame.Create(SmuxCommand.Push, size, new(new byte[size * 30])).Write(writer);
            for (var rest = writer.WrittenMemory; !rest.IsEmpty;)
            {
                Assert.False(waiting.IsCompleted);
                var next = pieces.Length == 0 ? 1 : Math.Min(rest.Length, 1 + pieces[piece++ % pieces.Length]);
                Assert.True(pipe.Writer.WriteAsync(rest[..next], Token).IsCompleted);
                rest = rest[next..];
            }

            Assert.True(waiting.IsCompletedSuccessfully);
            Assert.Equal(size, reader.Current.StreamId);
        }
    }

    [Fact]
    public async Task Stream_that_ends_inside_a_frame_is_never_a_normal_end()
    {
        var bytes = Stream(2);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var pipe = new Pipe();
            await Feed(pipe.Writer, bytes[..cut], 3);
            using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
            var whole = cut >= 8 ? 8 : 0;
            if (whole > 0)
            {
                Assert.True(await reader.MoveNextAsync(Token));
            }

            if (cut == whole)
            {
                Assert.False(await reader.MoveNextAsync(Token));
                continue;
            }

            var truncated = await Assert.ThrowsAsync<TruncatedFrameException>(async () => await reader.MoveNextAsync(Token));
            Assert.Equal(cut - whole, truncated.Available);
            Assert.InRange(truncated.Missing, 1, bytes.Length - cut);
            Assert.Equal(whole, truncated.Position);
            await Assert.ThrowsAsync<TruncatedFrameException>(async () => await reader.MoveNextAsync(Token));
        }
    }

    [Fact]
    public async Task Malformed_frame_is_refused_with_its_place_and_stays_refused()
    {
        var pipe = new Pipe();
        await Feed(pipe.Writer, [.. Stream(1), 9, 9, 9, 9, 9, 9, 9, 9], 100);
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        Assert.True(await reader.MoveNextAsync(Token));
        var malformed = await Assert.ThrowsAsync<MalformedFrameException>(async () => await reader.MoveNextAsync(Token));
        Assert.Equal(("Version", FrameErrorKind.ConstantMismatch, 8L, 0L), (malformed.Error.Field, malformed.Error.Kind, malformed.Position, malformed.Offset));
        Assert.IsAssignableFrom<ProtocolException>(malformed);
        await Assert.ThrowsAsync<MalformedFrameException>(async () => await reader.MoveNextAsync(Token));
    }

    [Fact]
    public async Task Cancelled_read_loses_nothing()
    {
        var bytes = Stream(3);
        var pipe = new Pipe();
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        await pipe.Writer.WriteAsync(bytes.AsMemory(0, 5), Token);
        using (var source = new CancellationTokenSource())
        {
            var waiting = reader.MoveNextAsync(source.Token).AsTask();
            Assert.False(waiting.IsCompleted);
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        var pending = reader.MoveNextAsync(Token).AsTask();
        pipe.Reader.CancelPendingRead();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await pipe.Writer.WriteAsync(bytes.AsMemory(5), Token);
        await pipe.Writer.CompleteAsync();
        var count = 0;
        await foreach (var frame in reader.ReadAllAsync(Token))
        {
            Assert.Equal((uint)count++, frame.StreamId);
        }

        Assert.Equal(3, count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_read_is_a_cancelled_task_of_its_token(bool isCancelledBefore)
    {
        var pipe = new Pipe();
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        using var source = new CancellationTokenSource();
        if (isCancelledBefore)
        {
            await source.CancelAsync();
        }

        var waiting = reader.MoveNextAsync(source.Token).AsTask();
        await source.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.True(waiting.IsCanceled);
        Assert.Equal(source.Token, cancelled.CancellationToken);
    }

    [Fact]
    public async Task Cancelled_twice_inside_a_frame_the_reader_takes_it_with_its_last_byte_or_gives_it_back()
    {
        var bytes = Stream(9);
        var pipe = new Pipe(new PipeOptions(readerScheduler: PipeScheduler.Inline, writerScheduler: PipeScheduler.Inline, useSynchronizationContext: false));
        var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        await pipe.Writer.WriteAsync(bytes.AsMemory(0, 5), Token);
        using var source = new CancellationTokenSource();
        var waiting = reader.MoveNextAsync(source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.MoveNextAsync(source.Token));
        var next = reader.MoveNextAsync(Token).AsTask();
        await pipe.Writer.WriteAsync(bytes.AsMemory(5, 3), Token);
        Assert.True(next.IsCompletedSuccessfully);
        await pipe.Writer.WriteAsync(bytes.AsMemory(8, 5), Token);
        using var again = new CancellationTokenSource();
        var half = reader.MoveNextAsync(again.Token).AsTask();
        await again.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => half);
        reader.Dispose();
        await pipe.Writer.WriteAsync(bytes.AsMemory(13), Token);
        using var other = new FrameReader<SmuxFrame>(pipe.Reader);
        Assert.True(await other.MoveNextAsync(Token));
        Assert.Equal(1u, other.Current.StreamId);
    }

    [Fact]
    public async Task Second_question_while_the_first_waits_is_refused_and_the_first_is_answered()
    {
        var bytes = Stream(2);
        var pipe = new Pipe();
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        var first = reader.MoveNextAsync(Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.MoveNextAsync(Token));
        await pipe.Writer.WriteAsync(bytes, Token);
        Assert.True(await first);
        Assert.Equal(0u, reader.Current.StreamId);
        Assert.True(await reader.MoveNextAsync(Token));
        Assert.Equal(1u, reader.Current.StreamId);
    }

    [Fact]
    public async Task Failure_of_the_pipe_is_told_as_it_is_whether_it_was_waited_for_or_not()
    {
        var pipe = new Pipe();
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        var waiting = reader.MoveNextAsync(Token);
        var failure = new IOException("the cable is cut");
        await pipe.Writer.CompleteAsync(failure);
        Assert.Same(failure, await Assert.ThrowsAsync<IOException>(async () => await waiting));
        Assert.Same(failure, await Assert.ThrowsAsync<IOException>(async () => await reader.MoveNextAsync(Token)));
    }

    [Fact]
    public async Task Frame_that_arrives_together_with_a_cancellation_is_not_waited_for()
    {
        var bytes = Stream(1);
        var pipe = new Pipe();
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        await pipe.Writer.WriteAsync(bytes.AsMemory(0, 5), Token);
        var waiting = reader.MoveNextAsync(Token).AsTask();
        pipe.Reader.CancelPendingRead();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        pipe.Reader.CancelPendingRead();
        await pipe.Writer.WriteAsync(bytes.AsMemory(5), Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.MoveNextAsync(Token));
        var next = reader.MoveNextAsync(Token);
        Assert.True(next.IsCompleted);
        Assert.True(await next);
    }

    [Fact]
    public async Task Cancellation_that_came_too_late_for_its_read_does_not_hit_the_next_one()
    {
        using var late = new CancellationTokenSource();
        var stream = new CancellingStream(Stream(2), late);
        using var reader = new FrameReader<SmuxFrame>(PipeReader.Create(stream));
        Assert.True(await reader.MoveNextAsync(late.Token));
        Assert.True(late.IsCancellationRequested);
        Assert.True(await reader.MoveNextAsync(Token));
        Assert.False(await reader.MoveNextAsync(Token));
    }

    [Fact]
    public async Task Cancellation_that_came_too_late_is_seen_once_by_its_own_token_and_never_by_another()
    {
        using var late = new CancellationTokenSource();
        using var reader = new FrameReader<SmuxFrame>(PipeReader.Create(new CancellingStream(Stream(2), late)));
        Assert.True(await reader.MoveNextAsync(late.Token));
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.MoveNextAsync(late.Token));
        Assert.Equal(late.Token, cancelled.CancellationToken);
        Assert.True(await reader.MoveNextAsync(Token));
        Assert.False(await reader.MoveNextAsync(Token));
    }

    [Fact]
    public async Task Disposed_reader_leaves_the_pipe_behind_the_current_frame()
    {
        var pipe = new Pipe();
        await Feed(pipe.Writer, [.. Stream(1), 42, 43], 100);
        using (var reader = new FrameReader<SmuxFrame>(pipe.Reader))
        {
            Assert.True(await reader.MoveNextAsync(Token));
        }

        var rest = await pipe.Reader.ReadAsync(Token);
        Assert.Equal(new byte[] { 42, 43 }, rest.Buffer.ToArray());
    }

    [Fact]
    public async Task Line_that_arrives_byte_by_byte_is_searched_once()
    {
        // The codec is asked again only when the delimiter may be there, or when the line has doubled.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        using var reader = new FrameReader<Line>(pipe.Reader);
        var text = new string('x', 3000) + "\r";
        var waiting = reader.MoveNextAsync(Token).AsTask();
        foreach (var letter in text)
        {
            await pipe.Writer.WriteAsync(new[] { (byte)letter }, Token);
        }

        Assert.False(waiting.IsCompleted);
        await pipe.Writer.WriteAsync("\n"u8.ToArray(), Token);
        Assert.True(await waiting);
        Assert.Equal(new string('x', 3000), reader.Current.Text);
    }

    [Fact]
    public async Task Endless_line_is_refused_at_its_limit()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        using var reader = new FrameReader<Line>(pipe.Reader);
        var waiting = reader.MoveNextAsync(Token).AsTask();
        for (var i = 0; i < 5000 && !waiting.IsCompleted; i += 10)
        {
            await pipe.Writer.WriteAsync(new byte[10], Token);
        }

        var malformed = await Assert.ThrowsAsync<MalformedFrameException>(() => waiting);
        Assert.Equal(FrameErrorKind.LimitExceeded, malformed.Error.Kind);
    }

    [Fact]
    public void Frame_without_an_end_of_its_own_is_no_frame_of_a_stream()
    {
        var refused = Assert.Throws<NotSupportedException>(() => new FrameReader<Raw>(new Pipe().Reader));
        Assert.Contains("Raw", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frame_of_no_bytes_is_no_frame_of_a_stream()
    {
        var pipe = new Pipe();
        await Feed(pipe.Writer, [1], 1);
        using var reader = new FrameReader<Ping>(pipe.Reader);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await reader.MoveNextAsync(Token));
    }

    [Fact]
    public async Task Written_frames_are_read_back()
    {
        var pipe = new Pipe();
        var writer = new FrameWriter<SmuxFrame>(pipe.Writer);
        await writer.WriteAsync(SmuxFrame.Create(SmuxCommand.Push, 5, new(new byte[] { 1, 2 })), Token);
        Assert.Equal(10, writer.Position);
        Assert.Throws<FrameEncodingException>(() => writer.Write(SmuxFrame.Create(SmuxCommand.Push, 5, new(new byte[70_000]))));
        Assert.Equal(10, writer.Position);
        await writer.WriteAsync(SmuxFrame.Create(SmuxCommand.Fin, 6, default), Token);
        await pipe.Writer.CompleteAsync();
        using var reader = new FrameReader<SmuxFrame>(pipe.Reader);
        Assert.True(await reader.MoveNextAsync(Token));
        Assert.True(await reader.MoveNextAsync(Token));
        Assert.Equal(6u, reader.Current.StreamId);
        Assert.False(await reader.MoveNextAsync(Token));
    }

    [Fact]
    public async Task Writer_says_when_the_other_side_stopped_reading()
    {
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        var writer = new FrameWriter<SmuxFrame>(pipe.Writer);
        await Assert.ThrowsAsync<ProtocolException>(async () => await writer.WriteAsync(SmuxFrame.Create(SmuxCommand.Nop, 1, default), Token));
    }

    [Fact]
    public async Task Error_of_the_pipe_comes_out_as_it_is_and_was_not_thrown_before()
    {
        var lost = new IOException("the line is cut");
        var (reads, writes) = (new LostReader(lost), new LostWriter(lost));
        using var reader = new FrameReader<SmuxFrame>(reads);
        var writer = new FrameWriter<SmuxFrame>(writes);

        var reading = reader.MoveNextAsync(Token);
        var writing = writer.WriteAsync(SmuxFrame.Create(SmuxCommand.Nop, 1, default), Token);
        Assert.True(reading.IsFaulted && writing.IsFaulted);
        Assert.Null(lost.StackTrace);

        Assert.Same(lost, await Assert.ThrowsAsync<IOException>(async () => await reading));
        Assert.Same(lost, await Assert.ThrowsAsync<IOException>(async () => await writing));
    }

    static byte[] Stream(int frames)
    {
        var writer = new ArrayBufferWriter<byte>();
        for (var i = 0; i < frames; i++)
        {
            SmuxFrame.Create(SmuxCommand.Push, (uint)i, new(new byte[i])).Write(writer);
        }

        return writer.WrittenSpan.ToArray();
    }

    static async Task Feed(PipeWriter writer, byte[] bytes, int chunk)
    {
        for (var i = 0; i < bytes.Length; i += chunk)
        {
            await writer.WriteAsync(bytes.AsMemory(i, Math.Min(chunk, bytes.Length - i)), Token);
        }

        await writer.CompleteAsync();
    }
}
