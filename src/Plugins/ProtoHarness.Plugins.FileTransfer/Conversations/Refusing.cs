using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A client offers what must be refused, and then sends a file as if nothing had been.</summary>
static class Refusing
{
    static readonly string[] BadPaths = ["../escaped", "/etc/escaped", "nul.txt"];

    public static async Task RunAsync(ConversationContext context)
    {
        var (files, folder) = MadeUpFiles.Make(context, 1);
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var sender = new TransferSender(connection, files, TransferSettings.Sender(context));
        foreach (var path in BadPaths)
        {
            await ExpectAsync(context, sender, path, 1, RefusalReason.BadPath);
        }

        await ExpectAsync(context, sender, $"{folder}/large", (1UL << 40) + 1, RefusalReason.TooLarge);
        await ExpectAsync(context, sender, $"{folder}/full", 1UL << 40, RefusalReason.NoSpace);
        var result = await sender.SendAsync(SafePath.Parse($"{folder}/1.bin"), context.Cancellation);
        context.Expect(result.IsThere, $"after the refusals a good file is {result.Outcome} {result.Message}");
        await ExpectAsync(context, sender, $"{folder}/1.BIN", 1, RefusalReason.Collision);
        var there = await sender.EndAsync(context.Cancellation);
        context.Expect(there == 1, $"one entry was acknowledged, {there} are there");
    }

    static async Task ExpectAsync(ConversationContext context, TransferSender sender, string path, ulong size, RefusalReason reason)
    {
        var refusal = await sender.OfferOnlyAsync(new Offer(EntryKind.File, 0, 0, size, new byte[Offer.DigestLength], path), context.Cancellation);
        context.Expect(refusal?.Reason == reason, $"the offer of '{path}' with {size} bytes was answered with {refusal?.ToString() ?? "Have"}, not {reason}");
    }
}
