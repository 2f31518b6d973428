using ProtoHarness.Engine.Faults;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Faults;

public sealed class FragmentTests
{
    [Property]
    public void A_line_that_cuts_by_itself_gives_the_same_pieces_as_one_that_is_given_each(byte size, (byte Length, byte Read)[] operations)
    {
        var fault = $"fragment {1 + (size % 9)}";
        var (last, followed) = (FaultyLine.Of(fault), FaultyLine.Of(fault));
        followed.Add(new FaultStage());
        var buffers = (Last: new byte[256], Followed: new byte[256]);
        var time = 0L;

        foreach (var (length, read) in operations.Append(((byte)0, (byte)200)))
        {
            var bytes = Enumerable.Range((int)last.Written, length % 24).Select(i => (byte)i).ToArray();
            last.Write(bytes, ++time);
            followed.Write(bytes, time);
            for (var rest = read % 40; rest > 0; rest--)
            {
                var room = 1 + ((length + rest) % 12);
                var taken = last.Take(buffers.Last.AsSpan(0, room), time);
                Assert.Equal(followed.Take(buffers.Followed.AsSpan(0, room), time), taken);
                Assert.Equal(buffers.Followed[..taken], buffers.Last[..taken]);
                Assert.Equal((followed.Buffered, followed.NextRelease(), followed.Read), (last.Buffered, last.NextRelease(), last.Read));
            }
        }
    }

    [Fact]
    public void A_read_gives_one_piece_and_a_small_buffer_a_part_of_one()
    {
        var line = FaultyLine.Of("fragment 4");
        var buffer = new byte[16];

        line.Write("0123456789"u8, 0);

        Assert.Equal([4, 3, 1, 2, 0], ((int[])[16, 3, 16, 16, 16]).Select(room => line.Take(buffer.AsSpan(0, room), 0)));
    }
}
