using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>Files and folders, whole or not at all, gone on with after a break (docs/wire/file-transfer.md).</summary>
public sealed class FileTransferPlugin : IProtocolPlugin
{
    /// <inheritdoc/>
    public void Define(PluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .Describe("file-transfer", "files and folders, whole or not at all, gone on with after a break")
            .Wire<TransferFrame>()
            .Frame<Offer>()
            .Options(TransferSettings.Folder, TransferSettings.MaxFile, TransferSettings.KeepFree, TransferSettings.NamePause)
            .Service("receive", "takes files into a folder", context => new ReceiveServer(Target(context)))
            .Service("send", "sends all that is in a folder", context => new SendServer(Offered(context)))
            .Service("receive-0", "takes files from simple tools: a name, ok, bytes until the end", context => new SimpleReceiver(Target(context)))
            .Conversation(
                "send", "sends a file or a folder", Sending.RunAsync,
                TransferSettings.Path, TransferSettings.Files, TransferSettings.Bytes, TransferSettings.Chunk, TransferSettings.LateDigest)
            .Conversation("resume", "stops in the middle of a file and goes on over another connection", Resuming.RunAsync, TransferSettings.Bytes, TransferSettings.LateDigest)
            .Conversation("refused", "offers what must be refused, then sends a file", Refusing.RunAsync)
            .Conversation(new Conversation("pull", "takes what the server sends", Pulling.RunAsync) { Service = "send", Parameters = [TransferSettings.Into] })
            .Conversation(new Conversation("send-0", "sends a file as simple tools do: a name, ok, bytes until the end", SimpleSending.RunAsync)
            {
                Service = "receive-0", Parameters = [TransferSettings.Path, TransferSettings.Bytes], EndsByClose = true,
            });
    }

    static TransferStore Target(RoleContext context) => new(
        context.Get(TransferSettings.Folder) is { Length: > 0 } folder ? new DiskFileSystem(folder) : new MemoryFileSystem(), TransferSettings.Receiver(context));

    static IFileSystem Offered(RoleContext context) =>
        context.Get(TransferSettings.Folder) is { Length: > 0 } folder ? new DiskFileSystem(folder) : MadeUpFiles.Make(context, 2, 200).Files;
}
