using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A client sends files or a folder.</summary>
static class Sending
{
    public static async Task RunAsync(ConversationContext context)
    {
        var (files, start) = Source.Of(context, context.Get(TransferSettings.Files));
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var sender = new TransferSender(connection, files, TransferSettings.Sender(context));
        var (sent, problems) = (0L, new List<string>());
        foreach (var (name, safe, problem) in FolderWalk.Of(files, start))
        {
            var result = safe is null ? new SendResult(name, SendOutcome.NotSent, Message: problem!) : await sender.SendAsync(safe, context.Cancellation);
            context.Log($"{result.Path}: {result.Outcome.ToString().ToLowerInvariant()}{(result.ResumedAt > 0 ? $", gone on with at {result.ResumedAt}" : "")}{(result.Message.Length > 0 ? $": {result.Message}" : "")}");
            sent += result.IsThere ? 1 : 0;
            if (!result.IsThere)
            {
                problems.Add($"{result.Path}: {result.Message}");
            }
        }

        var there = await sender.EndAsync(context.Cancellation);
        context.Expect(there == sent, $"the receiver has {there} entries, it had acknowledged {sent}");
        if (problems.Count > 0)
        {
            throw new IOException($"{problems.Count} of {problems.Count + sent} entries were not sent. {problems[0]}");
        }
    }
}
