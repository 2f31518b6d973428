using System.Text;
using ProtoHarness.Engine.Faults;
using ProtoHarness.Testing.Xunit;

namespace ProtoHarness.Engine.Tests.Faults;

public sealed class FloodTests
{
    const int Flood = 8 * 1024 * 1024;

    [Property(MaxTest = 8)]
    public void The_bytes_come_again_and_again_each_time_with_the_next_number(byte[] unit, byte before, byte place)
    {
        byte[] bytes = unit.Length == 0 ? [0x2a] : [.. unit.Take(200)];
        byte[] head = [.. Enumerable.Repeat((byte)'.', before % 20)];
        var at = place % (bytes.Length + 1);
        var line = FaultyLine.Of($"flood @{head.Length} {bytes.Length} @{head.Length + at}");

        line.Write([.. head, .. bytes, .. "never seen"u8], 0);

        var seen = Drain(line);
        Assert.Equal([.. head, .. bytes], seen[..(head.Length + bytes.Length)]);
        var rest = seen.AsSpan(head.Length + bytes.Length);
        Assert.True(rest.Length >= Flood);
        var digits = Math.Max(7, 64 - bytes.Length);
        for (var number = 0; rest.Length > 0; number++)
        {
            byte[] expected = [.. bytes.AsSpan(0, at), .. Encoding.ASCII.GetBytes(number.ToString($"x{digits}", null)), .. bytes.AsSpan(at)];
            Assert.True(rest.StartsWith(expected), $"number {number}");
            rest = rest[expected.Length..];
        }
    }

    [Property(MaxTest = 8)]
    public void Without_a_number_the_same_bytes_come(byte[] unit)
    {
        byte[] bytes = unit.Length == 0 ? [0x2a] : unit;
        var line = FaultyLine.Of($"flood @0 {bytes.Length}");

        line.Write(bytes, 0);

        var seen = Drain(line).AsSpan();
        Assert.True(seen.Length >= Flood);
        for (; seen.Length > 0; seen = seen[bytes.Length..])
        {
            Assert.True(seen.StartsWith(bytes));
        }
    }

    static byte[] Drain(FaultLine line)
    {
        var all = new MemoryStream();
        var buffer = new byte[5000];
        while (line.Take(buffer, long.MaxValue) is > 0 and var taken)
        {
            all.Write(buffer, 0, taken);
        }

        return all.ToArray();
    }
}
