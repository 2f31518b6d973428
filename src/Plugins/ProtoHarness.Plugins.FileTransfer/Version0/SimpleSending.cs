using System.Text;
using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.FileTransfer;

/// <summary>A client sends one file as the simple tools do (docs/wire/file-transfer.md, 7): its name, and when it has read <c>ok</c>, its bytes until the end.</summary>
static class SimpleSending
{
    public static async Task RunAsync(ConversationContext context)
    {
        var (files, path) = Source.Of(context, 1);
        path = files.Find(path) is { Type: FileType.Folder } ? SafePath.Parse($"{path}/1.bin") : path;
        var facts = files.Find(path) is { Type: FileType.File } found ? found : throw new FileNotFoundException($"'{path}' is no file: this version sends one file (path).");
        var name = path.Value.Replace('/', '-');
        using var reader = files.OpenRead(path);
        await using var connection = await context.ConnectAsync(context.Cancellation);
        await connection.Stream.WriteAsync(Encoding.UTF8.GetBytes(name), context.Cancellation);
        var ok = new byte[2];
        await connection.Stream.ReadExactlyAsync(ok, context.Cancellation);
        if (!ok.AsSpan().SequenceEqual("ok"u8))
        {
            throw new ProtocolException("The receiver did not say ok.");
        }

        var buffer = new byte[Math.Clamp(facts.Length, 1, TransferFrame.MaxBody)];
        for (var sent = 0L; reader.Read(buffer) is > 0 and var read;)
        {
            connection.Ledger.Sent(name, buffer.AsSpan(0, read));
            await connection.Stream.WriteAsync(buffer.AsMemory(0, read), context.Cancellation);
            sent += read;
            context.Progress(name, sent, facts.Length);
        }

        await connection.CompleteOutputAsync(context.Cancellation);
        if (await connection.Stream.ReadAsync(ok, context.Cancellation) != 0)
        {
            throw new ProtocolException("The receiver said more than ok.");
        }
    }
}
