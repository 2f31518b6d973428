using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A client takes what the server sends: the same protocol with the roles turned round.</summary>
static class Pulling
{
    public static async Task RunAsync(ConversationContext context)
    {
        var into = context.Get(TransferSettings.Into);
        IFileSystem files = into.Length > 0 ? new DiskFileSystem(into) : new MemoryFileSystem();
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var receiver = new TransferReceiver(connection, new TransferStore(files, TransferSettings.Receiver(context)));
        await receiver.RunAsync(context.Cancellation);
        context.Log($"{receiver.Stored} entries are there");
    }
}
