using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

static class BulkTalk
{
    static readonly Parameter<int> Streams = Parameter.Int("streams", "how many streams at once", 1, min: 1, max: 4096, samples: [4]);
    static readonly Parameter<long> Bytes = Parameter.Size("bytes", "how much on each stream", 150_000, max: 1L << 40, samples: [0, 300_000]);
    static readonly Parameter<long> Chunk = Parameter.Size("chunk", "how much in each write", 65_536, min: 1, max: 1 << 24);

    internal static Parameter[] Parameters => [Streams, Bytes, Chunk];

    internal static Task RunAsync(ClientTalk talk) => ClientTalk.AllAsync(talk.Context.Get(Streams), _ => OneAsync(talk));

    static async Task OneAsync(ClientTalk talk)
    {
        var bytes = talk.Context.Get(Bytes);
        await using var stream = talk.Open();
        var tally = talk.Tally(stream);
        await StreamServices.WriteNumberAsync(stream, (ulong)bytes, tally, talk.Cancellation);
        var sent = await talk.SendAsync(stream, bytes, (int)talk.Context.Get(Chunk));
        var got = await StreamServices.ReadNumberAsync(stream, tally, talk.Cancellation);
        talk.Context.Expect(got == sent, $"stream {stream.Id}: the server's checksum is {got:x}, the client's {sent:x}");
    }
}
