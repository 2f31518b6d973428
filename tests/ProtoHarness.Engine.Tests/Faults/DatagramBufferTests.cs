using ProtoHarness.Engine.Faults;

namespace ProtoHarness.Engine.Tests.Faults;

public sealed class DatagramBufferTests
{
    /// <summary>Two peers that answer each datagram with two would fill the machine's memory.</summary>
    [Fact]
    public void What_comes_when_the_queue_is_full_is_lost_until_one_is_taken()
    {
        var buffer = new DatagramBuffer();
        var datagram = new LineChunk(new byte[1], 0, Cut: true);

        Assert.All(Enumerable.Range(0, DatagramBuffer.Capacity), _ => Assert.True(buffer.TryAdd(in datagram)));
        Assert.False(buffer.TryAdd(in datagram));
        Assert.True(buffer.TryTake(0, out _));
        Assert.True(buffer.TryAdd(in datagram));
        Assert.Equal(DatagramBuffer.Capacity, buffer.Count);
    }
}
