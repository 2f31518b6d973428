using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

static class AbandonTalk
{
    static readonly Parameter<int> Streams = Parameter.Int("streams", "how many streams are abandoned", 3, max: 4096);
    static readonly Parameter<long> Bytes = Parameter.Size("bytes", "how much is under way on each", 40_000, max: 200_000);

    internal static Parameter[] Parameters => [Streams, Bytes];

    internal static async Task RunAsync(ClientTalk talk)
    {
        for (var i = 0; i < talk.Context.Get(Streams); i++)
        {
            await AbandonAsync(talk);
        }

        await using var kept = talk.Open();
        await kept.WriteAsync(new[] { AbandonedStreams.IsKept }, talk.Cancellation);
        await Task.WhenAll(talk.SendAsync(kept, talk.Context.Get(Bytes), 10_000), talk.ReceiveAsync(kept, talk.Context.Get(Bytes)));
        kept.CloseWrite();
        await talk.ExpectEndAsync(kept);
    }

    static async Task AbandonAsync(ClientTalk talk)
    {
        await using var stream = talk.Open();
        using var owner = talk.Context.Memory.Rent((int)talk.Context.Get(Bytes) + 1);
        var data = owner.Memory[..((int)talk.Context.Get(Bytes) + 1)];
        data.Span.Fill(AbandonedStreams.IsAbandoned);
        await stream.WriteAsync(data, talk.Cancellation);
    }
}
