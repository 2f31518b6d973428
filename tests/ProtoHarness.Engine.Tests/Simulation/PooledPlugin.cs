using System.Threading.Channels;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Tests.Simulation;

/// <summary>A correct protocol of single bytes, echoed; every byte takes its way over the thread pool, at both ends, by all the ways there are.</summary>
sealed class PooledPlugin : IProtocolPlugin
{
    public static PluginDefinition Definition { get; } = PluginDefinition.Of(new PooledPlugin());

    public void Define(PluginBuilder plugin) => plugin
        .Describe("pooled", "echoes bytes by way of the thread pool")
        .Service("echo", "echoes", ServeAsync)
        .Conversation("echo", "sends bytes and gets them back", TalkAsync);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var gate = new SemaphoreSlim(0);
        var queue = Channel.CreateBounded<byte>(2);
        var writing = Task.Run(async () =>
        {
            await foreach (var value in queue.Reader.ReadAllAsync(context.Cancellation).ConfigureAwait(false))
            {
                await gate.WaitAsync(context.Cancellation).ConfigureAwait(false);
                await connection.Stream.WriteAsync((byte[])[value], context.Cancellation).ConfigureAwait(false);
            }
        });
        var one = new byte[1];
        while (await connection.Stream.ReadAsync(one, context.Cancellation).ConfigureAwait(false) == 1)
        {
            var value = one[0];
            await queue.Writer.WriteAsync(await Task.Run(() => value).ConfigureAwait(false), context.Cancellation).ConfigureAwait(false);
            gate.Release();
        }

        queue.Writer.Complete();
        await writing.ConfigureAwait(false);
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation).ConfigureAwait(false);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var one = new byte[1];
        for (byte i = 0; i < 6; i++)
        {
            // A virtual minute: it fires at once when the simulation overlooks that the answer is under way.
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), context.Time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation, patience.Token);
            await connection.Stream.WriteAsync((byte[])[i], both.Token).ConfigureAwait(false);
            await connection.Stream.ReadExactlyAsync(one, both.Token).ConfigureAwait(false);
            context.Expect(one[0] == i, "the answer differs");
        }
    }
}
