using System.Threading.Channels;
using ProtoHarness.Pooling;

namespace ProtoHarness.Bench.Pools;

/// <summary>The pools in this process.</summary>
static class DotNetPools
{
    const int Capacity = 10;

    /// <summary>Ours, with its default settings but for the ten connections.</summary>
    internal static DotNetPool Own { get; } = new("ours", () =>
    {
        var pool = new ConnectionPool<object>(_ => new(new object()), new() { MaxOpen = Capacity });
        return (count, yields) => yields ? HoldAsync(pool, count) : RentAsync(pool, count);
    });

    /// <summary>A channel and nothing else: the least that a pool is usually made of.</summary>
    internal static DotNetPool BareChannel { get; } = new("bare channel of .NET", () =>
    {
        var idle = Channel.CreateUnbounded<object>();
        for (var i = 0; i < Capacity; i++)
        {
            idle.Writer.TryWrite(new object());
        }

        return (count, yields) => TakeAsync(idle, count, yields);
    });

    static async Task RentAsync(ConnectionPool<object> pool, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var lease = await pool.RentAsync();
        }
    }

    static async Task HoldAsync(ConnectionPool<object> pool, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var lease = await pool.RentAsync();
            await Task.Yield();
        }
    }

    static async Task TakeAsync(Channel<object> idle, int count, bool yields)
    {
        for (var i = 0; i < count; i++)
        {
            var thing = await idle.Reader.ReadAsync();
            if (yields)
            {
                await Task.Yield();
            }

            idle.Writer.TryWrite(thing);
        }
    }
}
