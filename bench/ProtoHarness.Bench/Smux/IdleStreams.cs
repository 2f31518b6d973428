using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ProtoHarness.Plugins.Smux;

namespace ProtoHarness.Bench.Smux;

/// <summary>What open streams cost, and what frames allocate.</summary>
static class IdleStreams
{
    internal static async Task MeasureAsync(SmuxSession session, int count)
    {
        var word = "RAND"u8.ToArray();
        var number = new byte[8];
        await AskOnceAsync(session.OpenStream(), word, number);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var streams = new SmuxStream[count];
        for (var i = 0; i < count; i++)
        {
            streams[i] = session.OpenStream();
            await AskOnceAsync(streams[i], word, number);
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"IDLE {(after - before - (count * IntPtr.Size)) / (double)count:F0}"));
        await MeasureFramesAsync(streams[0], word, number);
        GC.KeepAlive(streams);
    }

    static async Task MeasureFramesAsync(SmuxStream stream, byte[] word, byte[] number)
    {
        for (var i = 0; i < 20_000; i++)
        {
            await AskOnceAsync(stream, word, number);
        }

        const int Rounds = 100_000;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Rounds; i++)
        {
            await AskOnceAsync(stream, word, number);
        }

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ALLOCATED {allocated / (2.0 * Rounds):F3}"));
    }

    /// <summary>Its own state is pooled, so that what is counted is the multiplexer's.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    static async ValueTask AskOnceAsync(SmuxStream stream, byte[] word, byte[] number)
    {
        await stream.WriteAsync(word);
        for (var at = 0; at < number.Length;)
        {
            at += await stream.ReadAsync(number.AsMemory(at));
        }
    }
}
