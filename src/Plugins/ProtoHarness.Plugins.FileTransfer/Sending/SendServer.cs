using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>The server with the roles turned round: every connection is sent all that is in a folder.</summary>
/// <param name="files">The folder.</param>
public sealed class SendServer(IFileSystem files) : IProtocolServer
{
    /// <inheritdoc/>
    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(context);
        using var sender = new TransferSender(connection, files, new SenderOptions { Progress = context.Progress });
        var sent = 0L;
        foreach (var (path, safe, problem) in FolderWalk.Of(files, null))
        {
            var result = safe is null ? new SendResult(path, SendOutcome.NotSent, Message: problem!) : await sender.SendAsync(safe, context.Cancellation);
            sent += result.IsThere ? 1 : 0;
            if (!result.IsThere)
            {
                context.Log($"{result.Path}: {result.Message}");
            }
        }

        var there = await sender.EndAsync(context.Cancellation);
        if (there != sent)
        {
            throw new ProtocolException($"The receiver has {there} entries, it had acknowledged {sent}.");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
