using System.Buffers.Binary;
using System.Net.Sockets;

namespace ProtoHarness.Bench.Smux;

/// <summary>The same one-way transfer on the bare connection: what multiplexing is measured against.</summary>
static class RawTcp
{
    internal static async Task SendAsync(NetworkStream connection, long bytes, int chunk)
    {
        await using (connection)
        {
            var number = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(number, bytes);
            await connection.WriteAsync(number);
            var buffer = new byte[chunk];
            for (var left = bytes; left > 0; left -= chunk)
            {
                await connection.WriteAsync(buffer.AsMemory(0, (int)Math.Min(chunk, left)));
            }

            await connection.ReadExactlyAsync(number);
        }
    }

    internal static async Task ServeAsync(NetworkStream connection, string service)
    {
        await using (connection)
        {
            var number = new byte[8];
            var buffer = new byte[65_536];
            await connection.ReadExactlyAsync(number);
            for (var left = BinaryPrimitives.ReadInt64BigEndian(number); left > 0;)
            {
                left -= await connection.ReadAsync(buffer);
            }

            await connection.WriteAsync(number);
            _ = service;
        }
    }
}
