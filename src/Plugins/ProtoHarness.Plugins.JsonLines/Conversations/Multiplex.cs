using System.Text;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>Several callers on one connection; each must get the answer to its own request.</summary>
static class Multiplex
{
    public static readonly Parameter<int> Requests = Parameter.Int("requests", "how many each caller makes", 4, min: 1, max: 100_000);

    public static readonly Parameter<int> Callers = Parameter.Int("callers", "how many ask at once", 3, min: 1, max: 1000, samples: [1, 20]);

    public static async Task RunAsync(ConversationContext context)
    {
        IConnection? connection = null;
        await using var client = await JsonLinesPlugin.ConnectAsync(context, c => connection = c);
        await Task.WhenAll(Enumerable.Range(0, context.Get(Callers)).Select(caller => CallAsync(context, client, connection!.Ledger, caller)));
        await client.CompleteAsync(context.Cancellation);
        context.Expect(client.InFlight == 0, $"{client.InFlight} requests are still in flight at the end");
        context.Expect(client.Unasked == 0, $"{client.Unasked} answers came that nobody asked for");
    }

    /// <summary>Asks once and verifies the answer.</summary>
    public static async Task AskAsync(ConversationContext context, JsonLinesClient client, ILedger ledger, string uid, string val, TimeSpan? deadline = null)
    {
        ledger.Sent($"request {uid}", Encoding.UTF8.GetBytes(val));
        var answer = await client.AskAsync(uid, val, deadline, context.Cancellation);
        ledger.Received($"answer {uid}", Encoding.UTF8.GetBytes(answer.Val!));
        ledger.Ended($"answer {uid}");
    }

    static async Task CallAsync(ConversationContext context, JsonLinesClient client, ILedger ledger, int caller)
    {
        for (var i = 0; i < context.Get(Requests); i++)
        {
            await AskAsync(context, client, ledger, $"{caller}.{i}", Texts.Next(context.Random, 24));
        }
    }
}
