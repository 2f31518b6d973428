using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A client stops in the middle of a file and goes on over another connection; then it offers the file again.</summary>
static class Resuming
{
    public static async Task RunAsync(ConversationContext context)
    {
        var (files, folder) = MadeUpFiles.Make(context, 1);
        var path = SafePath.Parse($"{folder}/1.bin");
        var size = files.Find(path)!.Value.Length;
        var half = size / 2;
        var first = await OnceAsync(context, files, path, half);
        context.Expect(first.Outcome == (size > half ? SendOutcome.Kept : SendOutcome.Stored), $"stopped at {half} of {size} bytes, the file is {first.Outcome} {first.Message}");
        var second = await OnceAsync(context, files, path, null);
        context.Expect(second.IsThere, $"the file is {second.Outcome} {second.Message}");
        context.Expect(second.ResumedAt == half || size == half, $"the file was gone on with at {second.ResumedAt}, where {half} bytes were kept");
        var third = await OnceAsync(context, files, path, null);
        context.Expect(third.Outcome == SendOutcome.Had, $"the file was sent already, and is {third.Outcome} {third.Message}");
    }

    static async Task<SendResult> OnceAsync(ConversationContext context, IFileSystem files, SafePath path, long? stopAt)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var sender = new TransferSender(connection, files, TransferSettings.Sender(context));
        var result = await sender.SendAsync(path, context.Cancellation, stopAt);
        await sender.EndAsync(context.Cancellation);
        return result;
    }
}
