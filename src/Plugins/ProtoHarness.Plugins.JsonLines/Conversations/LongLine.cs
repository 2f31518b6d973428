using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>A line that is longer than the buffers that line readers usually have.</summary>
static class LongLine
{
    public static readonly Parameter<long> Size = Parameter.Size("size", "how long the value is", 66_000, min: 1, max: JsonLine.MaxText - 256);

    public static async Task RunAsync(ConversationContext context)
    {
        IConnection? connection = null;
        await using var client = await JsonLinesPlugin.ConnectAsync(context, c => connection = c);

        // The period is prime, so that a piece that is lost or doubled shows, whatever its length.
        var val = string.Create((int)context.Get(Size), 0, static (span, _) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = (char)('!' + 1 + (i % 89));
            }
        }).Replace('\\', '~');
        await Multiplex.AskAsync(context, client, connection!.Ledger, "long", val);
        await Multiplex.AskAsync(context, client, connection.Ledger, "short", "after");
        await client.CompleteAsync(context.Cancellation);
    }
}
