using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

static class RandTalk
{
    static readonly Parameter<int> Streams = Parameter.Int("streams", "how many streams at once", 2, min: 1, max: 4096);
    static readonly Parameter<int> Requests = Parameter.Int("requests", "how many requests on each stream", 3, samples: [1]);

    internal static Parameter[] Parameters => [Streams, Requests];

    internal static Task RunAsync(ClientTalk talk) => ClientTalk.AllAsync(talk.Context.Get(Streams), _ => OneAsync(talk));

    internal static async Task AskAsync(ClientTalk talk, SmuxStream stream)
    {
        var tally = talk.Tally(stream);
        using var owner = talk.Context.Memory.Rent(4);
        var word = owner.Memory[..4];
        "RAND"u8.CopyTo(word.Span);
        tally.Sent(word.Span);
        await stream.WriteAsync(word, talk.Cancellation);
        var number = await StreamServices.ReadNumberAsync(stream, tally, talk.Cancellation);
        talk.Context.Expect(number != 0, $"stream {stream.Id}: 0 is no answer of the random-number service");
    }

    static async Task OneAsync(ClientTalk talk)
    {
        await using var stream = talk.Open();
        for (var i = 0; i < talk.Context.Get(Requests); i++)
        {
            await AskAsync(talk, stream);
        }

        stream.CloseWrite();
        await talk.ExpectEndAsync(stream);
    }
}
