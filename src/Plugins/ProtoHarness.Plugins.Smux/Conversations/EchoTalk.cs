using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

static class EchoTalk
{
    static readonly Parameter<int> Streams = Parameter.Int("streams", "how many streams at once", 3, min: 1, max: 4096, samples: [1, 16]);
    static readonly Parameter<long> Bytes = Parameter.Size("bytes", "how much on each stream", 4096, max: 1 << 30, samples: [0, 1, 100_000]);
    static readonly Parameter<long> Chunk = Parameter.Size("chunk", "how much in each write", 1500, min: 1, max: 1 << 20);
    static readonly Parameter<bool> HalfClose = Parameter.Flag(
        "half-close", "whether the client ends its half and waits for the server's end; without, it closes once it has all", true, samples: [false]);

    internal static Parameter[] Parameters => [Streams, Bytes, Chunk, HalfClose];

    internal static Task RunAsync(ClientTalk talk) => ClientTalk.AllAsync(talk.Context.Get(Streams), _ => OneAsync(talk));

    static async Task OneAsync(ClientTalk talk)
    {
        var bytes = talk.Context.Get(Bytes);
        await using var stream = talk.Open();
        await Task.WhenAll(SendAsync(talk, stream, bytes), talk.ReceiveAsync(stream, bytes));
        if (talk.Context.Get(HalfClose))
        {
            await talk.ExpectEndAsync(stream);
        }
    }

    static async Task SendAsync(ClientTalk talk, SmuxStream stream, long bytes)
    {
        await talk.SendAsync(stream, bytes, (int)talk.Context.Get(Chunk));
        if (talk.Context.Get(HalfClose))
        {
            stream.CloseWrite();
        }
    }
}
