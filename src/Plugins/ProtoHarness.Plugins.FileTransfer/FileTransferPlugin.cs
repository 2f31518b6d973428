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
            .Options(TransferSettings.Folder, TransferSettings.MaxFile, TransferSettings.KeepFree)
            .Service("receive", "takes files into a folder", context => new ReceiveServer(new TransferStore(Target(context), TransferSettings.Receiver(context))))
            .Conversation("send", "sends a file or a folder", Sending.RunAsync, TransferSettings.Path, TransferSettings.Files, TransferSettings.Bytes, TransferSettings.Chunk, TransferSettings.LateDigest)
            .Conversation("resume", "stops in the middle of a file and goes on over another connection", Resuming.RunAsync, TransferSettings.Bytes, TransferSettings.LateDigest)
            .Conversation("refused", "offers what must be refused, then sends a file", Refusing.RunAsync);
    }

    static IFileSystem Target(RoleContext context) =>
        context.Get(TransferSettings.Folder) is { Length: > 0 } folder ? new DiskFileSystem(folder) : new MemoryFileSystem();
}
