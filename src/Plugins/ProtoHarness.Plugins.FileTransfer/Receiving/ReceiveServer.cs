using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>The server: every connection may send files into one folder.</summary>
/// <param name="store">The folder.</param>
public sealed class ReceiveServer(TransferStore store) : IProtocolServer
{
    /// <inheritdoc/>
    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(context);
        using var receiver = new TransferReceiver(connection, store);
        await receiver.RunAsync(context.Cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
