using System.Buffers;
using System.Buffers.Binary;
using ProtoHarness.Framing.Tests.Samples;

namespace ProtoHarness.Framing.Tests.Laws;

public class HostileLengthTests
{
    [Theory]
    [InlineData(1_048_577UL)]
    [InlineData(1UL << 31)]
    [InlineData(1UL << 32)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public void Length_above_the_limit_is_refused_before_more_is_asked_for_or_allocated(ulong length)
    {
        var input = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(input, length);
        LengthPrefixFrame.TryRead(input, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = LengthPrefixFrame.TryRead(input, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(FrameReadStatus.Malformed, result.Status);
        Assert.Equal(FrameErrorKind.LimitExceeded, result.Error!.Kind);
        Assert.Equal(0, result.ErrorOffset);
    }

    [Fact]
    public void Length_at_the_limit_is_waited_for_and_one_more_is_not()
    {
        var input = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(input, 1_048_576);
        Assert.Equal(FrameReadResult.NeedMore(1_048_576), LengthPrefixFrame.TryRead(input, out _));
        BinaryPrimitives.WriteUInt64BigEndian(input, 1_048_577);
        Assert.Equal(FrameReadStatus.Malformed, LengthPrefixFrame.TryRead(input, out _).Status);
    }

    [Fact]
    public void Count_alone_allocates_nothing()
    {
        // A count of points without the points.
        byte[] input = [.. new byte[] { 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 255 }];
        Everything.TryRead(input, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Everything.TryRead(input, out _);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200);
        Assert.Equal(FrameReadStatus.NeedMore, result.Status);
        Assert.True(result.Missing > 0);
    }

    [Fact]
    public void Nesting_is_followed_to_its_limit_and_no_further()
    {
        Assert.Equal(FrameReadStatus.Complete, Tree.TryRead(Nested(FrameSchema.MaxDepth - 1), out var deepest).Status);
        Assert.Equal(Nested(FrameSchema.MaxDepth - 1).Length, deepest.GetEncodedLength());
        var result = Tree.TryRead(Nested(FrameSchema.MaxDepth), out _);
        Assert.Equal(FrameErrorKind.TooDeep, result.Error!.Kind);
        Assert.Equal(FrameErrorKind.TooDeep, Tree.TryRead(Nested(10_000), out _).Error!.Kind);
        var tooDeep = new Tree(0, [deepest]);
        Assert.Equal(FrameErrorKind.TooDeep, Assert.Throws<FrameEncodingException>(() => tooDeep.GetEncodedLength()).Error.Kind);
    }

    [Fact]
    public void Slices_allocate_nothing()
    {
        var bytes = new byte[11];
        SmuxFrame.Create(SmuxCommand.Push, 77, new(new byte[] { 1, 2, 3 })).Write(bytes);
        var input = new ReadOnlySequence<byte>(bytes);
        var split = Segments.Of(bytes, 3, 5, 9);
        for (var i = 0; i < 2; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.True(SmuxFrame.TryRead(in input, out var frame).IsComplete && SmuxFrame.TryRead(in split, out _).IsComplete);
            frame.Write(bytes);
            if (i > 0)
            {
                Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
            }
        }
    }

    // One child in each tree, as deep as asked: value, then the length of what is below.
    static byte[] Nested(int depth)
    {
        var bytes = new byte[3 * (depth + 1)];
        for (var i = 0; i <= depth; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan((3 * i) + 1), (ushort)(3 * (depth - i)));
        }

        return bytes;
    }
}
