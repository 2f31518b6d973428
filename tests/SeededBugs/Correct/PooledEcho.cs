// breaks: nothing
// class: a correct echo whose work goes over the thread pool: a channel read by ReadAllAsync, a semaphore, Task.Run, and no captured context
using System.Buffers.Binary;
using System.Threading.Channels;

namespace SeededBugs;

/// <summary>Nothing is wrong with it. Its continuations leave the thread that called it at every turn.</summary>
public sealed class PooledEcho : IProtocolPlugin
{
    const int MaxMessage = 64 * 1024;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 4, min: 1, max: 1000);
    static readonly Parameter<int> Bytes = Parameter.Int("bytes", "the longest message", 24, max: MaxMessage, samples: [0, 2000]);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("pooled-echo", "four bytes of length, then the message, echoed by way of the thread pool")
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages, Bytes);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        using var gate = new SemaphoreSlim(1);
        var queue = Channel.CreateBounded<byte[]>(4);
        var writing = Task.Run(() => WriteAllAsync(connection, queue.Reader, gate, ended));
        try
        {
            while (await ReadAsync(connection, ended.Token).ConfigureAwait(false) is { } message)
            {
                connection.Ledger.Received("echo", message);
                var copy = await Task.Run(() => message.ToArray()).ConfigureAwait(false);
                await queue.Writer.WriteAsync(copy, ended.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            queue.Writer.TryComplete();
        }

        await writing.ConfigureAwait(false);
    }

    static async Task WriteAllAsync(IConnection connection, ChannelReader<byte[]> queue, SemaphoreSlim gate, CancellationTokenSource ended)
    {
        try
        {
            await foreach (var message in queue.ReadAllAsync(ended.Token).ConfigureAwait(false))
            {
                await gate.WaitAsync(ended.Token).ConfigureAwait(false);
                try
                {
                    connection.Ledger.Sent("echo", message);
                    await WriteAsync(connection, message, ended.Token).ConfigureAwait(false);
                }
                finally
                {
                    gate.Release();
                }
            }
        }
        catch
        {
            // The reader must not wait for a client whose answers cannot be written.
            await ended.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation).ConfigureAwait(false);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[context.Random.Next(context.Get(Bytes) + 1)];
            context.Random.NextBytes(message);
            connection.Ledger.Sent("echo", message);
            await WriteAsync(connection, message, context.Cancellation).ConfigureAwait(false);
            var answer = await ReadAsync(connection, context.Cancellation).ConfigureAwait(false) ?? throw new EndOfStreamException("the server ended before its answer");
            context.Expect(answer.AsSpan().SequenceEqual(message), $"answer {i + 1} differs from the message");
            connection.Ledger.Received("echo", answer);
        }
    }

    static async Task WriteAsync(IConnection connection, byte[] message, CancellationToken cancellationToken)
    {
        var packet = new byte[4 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(packet, message.Length);
        message.CopyTo(packet, 4);
        await connection.Stream.WriteAsync(packet, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The next message; null at a normal end.</summary>
    static async Task<byte[]?> ReadAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var header = new byte[4];
        if (await connection.Stream.ReadAtLeastAsync(header, 4, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) is var got and < 4)
        {
            return got == 0 ? null : throw new ProtocolException($"The stream ended after {got} of 4 bytes of a length.");
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(header);
        if (length is < 0 or > MaxMessage)
        {
            throw new ProtocolException($"A length of {length} is outside 0 to {MaxMessage}.");
        }

        var message = new byte[length];
        await connection.Stream.ReadExactlyAsync(message, cancellationToken).ConfigureAwait(false);
        return message;
    }
}
