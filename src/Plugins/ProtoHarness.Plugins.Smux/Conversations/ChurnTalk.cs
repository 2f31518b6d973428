using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

static class ChurnTalk
{
    static readonly Parameter<int> Callers = Parameter.Int("callers", "how many callers at once", 2, min: 1, max: 4096);
    static readonly Parameter<int> Rounds = Parameter.Int("rounds", "how many streams each opens, one after the other", 8, samples: [40]);

    internal static Parameter[] Parameters => [Callers, Rounds];

    internal static async Task RunAsync(ClientTalk talk)
    {
        var ids = new HashSet<uint>();
        await ClientTalk.AllAsync(talk.Context.Get(Callers), _ => CallAsync(talk, ids));
        talk.Context.Expect(talk.Session.NumStreams <= talk.Context.Get(Callers), "streams that both sides have closed are still open");
    }

    static async Task CallAsync(ClientTalk talk, HashSet<uint> ids)
    {
        for (var round = 0; round < talk.Context.Get(Rounds); round++)
        {
            await using var stream = talk.Open();
            lock (ids)
            {
                talk.Context.Expect(ids.Add(stream.Id), $"stream {stream.Id} was opened twice");
            }

            await RandTalk.AskAsync(talk, stream);
            stream.CloseWrite();
            await talk.ExpectEndAsync(stream);
        }
    }
}
