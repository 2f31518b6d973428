using System.Buffers.Binary;
using ProtoHarness.Plugins.Smux;

namespace ProtoHarness.Bench.Smux;

/// <summary>What the measured clients do; the Go peer does the same.</summary>
static class Callers
{
    internal static async Task BulkAsync(SmuxSession session, long bytes, int chunk)
    {
        await using var stream = session.OpenStream();
        var number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, bytes);
        await stream.WriteAsync(number);
        var buffer = new byte[chunk];
        for (var left = bytes; left > 0; left -= chunk)
        {
            await stream.WriteAsync(buffer.AsMemory(0, (int)Math.Min(chunk, left)));
        }

        await stream.ReadExactlyAsync(number);
    }

    /// <summary>Opens, sends four bytes, reads eight and closes, as often as there are requests left.</summary>
    internal static async Task AskAsync(SmuxSession session, StrongBox left)
    {
        var word = "RAND"u8.ToArray();
        var number = new byte[8];
        while (left.TryTake())
        {
            await using var stream = session.OpenStream();
            await stream.WriteAsync(word);
            await stream.ReadExactlyAsync(number);
            if (BinaryPrimitives.ReadUInt64BigEndian(number) == 0)
            {
                throw new InvalidDataException("not a random number");
            }
        }
    }
}
