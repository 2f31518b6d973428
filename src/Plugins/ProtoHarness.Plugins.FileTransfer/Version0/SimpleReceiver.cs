using System.Buffers;
using System.Text;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>
/// Takes a file as the simple tools send it: a name, to which it says <c>ok</c>, then bytes until the end (docs/wire/file-transfer.md, 7). No byte says where the name ends, so it ends where the
/// sender has said nothing for a while; and nothing says that the end is no break.
/// </summary>
/// <param name="store">Where it goes.</param>
public sealed class SimpleReceiver(TransferStore store) : IProtocolServer
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public async Task ServeAsync(IConnection connection, RoleContext context)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(context);
        if (await NameAsync(connection, context) is not { } path)
        {
            return;
        }

        if (!store.Claim(path))
        {
            throw new ProtocolException($"'{path}' is being received already.");
        }

        try
        {
            await ReceiveAsync(connection, path, context);
        }
        finally
        {
            store.Release(path);
        }

        await connection.CompleteOutputAsync(context.Cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>What comes before the first pause; null when nothing does.</summary>
    static async Task<SafePath?> NameAsync(IConnection connection, RoleContext context)
    {
        var name = new ArrayBufferWriter<byte>();
        while (true)
        {
            using var pause = new CancellationTokenSource();
            using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, context.Cancellation);
            await using var timer = context.Time.CreateTimer(
                static pause => ((CancellationTokenSource)pause!).Cancel(), pause, name.WrittenCount == 0 ? Timeout.InfiniteTimeSpan : context.Get(TransferSettings.NamePause), Timeout.InfiniteTimeSpan);
            try
            {
                var read = await connection.Input.ReadAsync(either.Token);
                name.Write(read.Buffer.ToArray());
                connection.Input.AdvanceTo(read.Buffer.End);
                if (name.WrittenCount > SafePath.MaxNameBytes)
                {
                    throw new ProtocolException($"The name is longer than {SafePath.MaxNameBytes} bytes, or runs together with the file.");
                }

                if (read.IsCompleted)
                {
                    return name.WrittenCount == 0 ? null : throw new ProtocolException("The sender ended behind the name.");
                }
            }
            catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
            {
                return Parse(name.WrittenSpan);
            }
        }
    }

    static SafePath Parse(ReadOnlySpan<byte> name)
    {
        try
        {
            var text = Utf8.GetString(name).TrimEnd('\r', '\n', '\0');
            return !SafePath.TryParse(text, out var path, out var problem) ? throw new ProtocolException($"The name is refused: {problem}.")
                : path!.Parent is null ? path
                : throw new ProtocolException("The name is refused: it has a folder in it.");
        }
        catch (DecoderFallbackException e)
        {
            throw new ProtocolException($"The name is no UTF-8: {e.Message}");
        }
    }

    async Task ReceiveAsync(IConnection connection, SafePath path, RoleContext context)
    {
        var part = path.PartOf(0, 0);
        store.Files.Delete(part);
        using var writer = store.Files.OpenAppend(part);
        await connection.Output.WriteAsync("ok"u8.ToArray(), context.Cancellation);
        while (true)
        {
            var read = await connection.Input.ReadAsync(context.Cancellation);
            NeedRoom(writer.Length, read.Buffer.Length);
            writer.Write(read.Buffer);
            foreach (var segment in read.Buffer)
            {
                connection.Ledger.Received(path.Value, segment.Span);
            }

            connection.Input.AdvanceTo(read.Buffer.End);
            context.Progress(path.Value, writer.Length, -1);
            if (read.IsCompleted)
            {
                break;
            }
        }

        writer.Sync();
        writer.Dispose();
        store.Files.Replace(part, path);
        store.Files.SyncFolder(null);
        connection.Ledger.Ended(path.Value);
    }

    // The size is not told before, so each piece is looked at.
    void NeedRoom(long length, long more)
    {
        if (length + more > store.Options.MaxFile)
        {
            throw new ProtocolException($"The file is longer than {store.Options.MaxFile} bytes (max-file).");
        }

        if (more > store.Files.FreeBytes - store.Options.KeepFree)
        {
            throw new ProtocolException($"There is no room for the file: {store.Options.KeepFree} bytes stay free (keep-free).");
        }
    }
}
