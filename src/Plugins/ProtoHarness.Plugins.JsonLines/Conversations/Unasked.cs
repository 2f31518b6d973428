using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>A server that says too much: answers that nobody asked for are counted and dropped.</summary>
static class Unasked
{
    const int Requests = 3;

    public static async Task RunAsync(ConversationContext context)
    {
        IConnection? connection = null;
        await using var client = await JsonLinesPlugin.ConnectAsync(context, c => connection = c);
        for (var i = 0; i < Requests; i++)
        {
            await Multiplex.AskAsync(context, client, connection!.Ledger, $"q{i}", $"value {i}");
        }

        await client.CompleteAsync(context.Cancellation);
        context.Expect(client.Unasked == 2 * Requests, $"{client.Unasked} answers were counted as unasked, not {2 * Requests}");
    }
}
