using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

/// <summary>The conversations of the plugin.</summary>
static class SmuxConversations
{
    internal static IEnumerable<Conversation> All(Func<SmuxConfig, bool, SmuxSessionCore> core) =>
    [
        Of("echo", "sends on several streams at once and gets each byte back", SmuxServices.Echo, EchoTalk.RunAsync, core, EchoTalk.Parameters),
        Of("bulk", "sends one way and gets a checksum back", SmuxServices.Sink, BulkTalk.RunAsync, core, BulkTalk.Parameters),
        Of("rand", "asks for random numbers, several on each stream", SmuxServices.Rand, RandTalk.RunAsync, core, RandTalk.Parameters),
        Of("churn", "opens, asks and closes, over and over, by several callers", SmuxServices.Rand, ChurnTalk.RunAsync, core, ChurnTalk.Parameters),
        Of("slow-reader", "leaves one stream unread beside others that go on", SmuxServices.Source, SlowReaderTalk.RunAsync, core, SlowReaderTalk.Parameters),
        Of("abandon", "leaves streams with data under way, and uses others after them", SmuxServices.Abandon, AbandonTalk.RunAsync, core, AbandonTalk.Parameters),
    ];

    static Conversation Of(
        string name, string summary, string service, Func<ClientTalk, Task> talk, Func<SmuxConfig, bool, SmuxSessionCore> core, Parameter[] parameters) =>
        new(name, summary, context => ClientTalk.RunAsync(context, core, talk)) { Service = service, Parameters = parameters };
}
