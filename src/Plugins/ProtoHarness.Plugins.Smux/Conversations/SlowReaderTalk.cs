using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

static class SlowReaderTalk
{
    static readonly Parameter<int> Fast = Parameter.Int("fast", "how many streams go on beside the slow one", 2, min: 1, max: 256);
    static readonly Parameter<long> Bytes = Parameter.Size("bytes", "how much on each of them", 60_000, max: 1 << 30);
    static readonly Parameter<long> SlowBytes = Parameter.Size(
        "slow-bytes", "how much on the slow stream; in version 1, where all streams share one buffer, at most half of it", 300_000, max: 1 << 30);

    internal static Parameter[] Parameters => [Fast, Bytes, SlowBytes];

    internal static async Task RunAsync(ClientTalk talk)
    {
        var shared = talk.Context.Get(SmuxOptions.Version) == 1 ? talk.Context.Get(SmuxOptions.MaxReceiveBuffer) / 2 : long.MaxValue;
        var slowBytes = Math.Min(talk.Context.Get(SlowBytes), shared);
        await using var slow = talk.Open();
        await StreamServices.WriteNumberAsync(slow, (ulong)slowBytes, talk.Tally(slow), talk.Cancellation);
        await ClientTalk.AllAsync(talk.Context.Get(Fast), _ => ReadAllAsync(talk, talk.Context.Get(Bytes)));
        await talk.ReceiveAsync(slow, slowBytes);
        await talk.ExpectEndAsync(slow);
    }

    static async Task ReadAllAsync(ClientTalk talk, long bytes)
    {
        await using var stream = talk.Open();
        await StreamServices.WriteNumberAsync(stream, (ulong)bytes, talk.Tally(stream), talk.Cancellation);
        await talk.ReceiveAsync(stream, bytes);
        await talk.ExpectEndAsync(stream);
    }
}
