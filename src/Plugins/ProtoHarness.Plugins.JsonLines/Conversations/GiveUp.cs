using System.Text;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.JsonLines;

/// <summary>Callers that give up: their answers come late and must go to nobody, least of all to somebody else.</summary>
static class GiveUp
{
    /// <summary>How long the service takes for a slow request.</summary>
    public static readonly TimeSpan ServerTakes = TimeSpan.FromMilliseconds(20);

    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    public static async Task RunAsync(ConversationContext context)
    {
        await using var client = await JsonLinesPlugin.ConnectAsync(context);
        var gaveUp = await Task.WhenAll(
            TryAsync(context, client, "deadline", Patience, default),
            CancelAsync(context, client, "cancelled"),
            TryAsync(context, client, "second-deadline", Patience, default),
            TryAsync(context, client, "patient", null, default));
        context.Expect(!gaveUp[3], "a request without a deadline was given up");
        context.Expect(client.InFlight == 0, $"{client.InFlight} requests are still in flight after their callers have gone");
        await AskAsync(context, client, "after");
        await client.CompleteAsync(context.Cancellation);
        context.Expect(client.Abandoned == 0, $"{client.Abandoned} names were not given back though the server has answered everything");
        context.Expect(client.Unasked == 0, $"{client.Unasked} answers were taken for unasked ones");
        context.Expect(client.Late <= gaveUp.Count(g => g), $"{client.Late} late answers, but only {gaveUp.Count(g => g)} callers gave up");
    }

    static async Task<bool> CancelAsync(ConversationContext context, JsonLinesClient client, string uid)
    {
        using var impatience = new CancellationTokenSource(Patience, context.Time);
        return await TryAsync(context, client, uid, null, impatience.Token);
    }

    static async Task<bool> TryAsync(ConversationContext context, JsonLinesClient client, string uid, TimeSpan? deadline, CancellationToken impatience)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(impatience, context.Cancellation);
        try
        {
            var answer = await client.AskAsync(uid, "slow " + uid, deadline, either.Token);
            context.Expect(answer.Val == "slow " + uid, $"'{uid}' got the answer '{answer.Val}'");
            return false;
        }
        catch (Exception e) when (e is TimeoutException || (e is OperationCanceledException && impatience.IsCancellationRequested && !context.Cancellation.IsCancellationRequested))
        {
            return true;
        }
    }

    static async Task AskAsync(ConversationContext context, JsonLinesClient client, string val)
    {
        var answer = await client.AskAsync(val, null, context.Cancellation);
        context.Expect(answer.Val == val, $"'{val}' got the answer '{answer.Val}', {Encoding.UTF8.GetByteCount(answer.Val!)} bytes");
    }
}
