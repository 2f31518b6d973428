using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>A line that is longer than the buffers that line readers usually have.</summary>
static class LongLine
{
    /// <summary>What request and answer hold beside the value: braces, names, quotes, and a time of up to 20 digits.</summary>
    const int Around = 64;

    public static readonly Parameter<long> Size = Parameter.Size(
        "size", "how long the value is; no longer than a line of max-line bytes has room for", 66_000, min: 1, max: JsonLine.MaxText - Around);

    public static async Task RunAsync(ConversationContext context)
    {
        IConnection? connection = null;
        await using var client = await JsonLinesPlugin.ConnectAsync(context, c => connection = c);
        var size = (int)Math.Min(context.Get(Size), context.Get(JsonLinesSettings.MaxLine) - Around);
        if (size < context.Get(Size))
        {
            context.Log($"a value of {size} bytes: a line has no room for more (max-line)");
        }

        await Multiplex.AskAsync(context, client, connection!.Ledger, "long", Value(size));
        await Multiplex.AskAsync(context, client, connection.Ledger, "short", "after");
        await client.CompleteAsync(context.Cancellation);
    }

    /// <summary>Characters that take a byte each on the wire. Their period is prime, so that a piece that is lost or doubled shows, whatever its length.</summary>
    static string Value(int length) => string.Create(length, 0, static (span, _) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = (char)('#' + (i % 83));
        }

        span.Replace('\\', '~');
    });
}
