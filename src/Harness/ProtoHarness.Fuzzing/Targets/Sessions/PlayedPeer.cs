using System.Runtime.CompilerServices;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Fuzzing.Targets.Sessions;

/// <summary>
/// One side of a session that says what was recorded, whatever it is answered: half of what a session costs, and a peer that is
/// never put off. It says all of it at once, ends its direction and takes what comes.
/// </summary>
static class PlayedPeer
{
    const ConfigureAwaitOptions InSilence = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;

    // Nobody reads what is in here, so that all may write to it.
    static readonly byte[] Sink = new byte[4096];

    /// <summary>A conversation of which the client is played.</summary>
    /// <param name="conversation">The conversation that was recorded.</param>
    /// <param name="said">What its client said.</param>
    public static Conversation Client(Conversation conversation, ReadOnlyMemory<byte> said) => conversation with { Run = context => PlayClientAsync(context, said) };

    /// <summary>A service of which the server is played.</summary>
    /// <param name="service">The service.</param>
    /// <param name="said">What it said to the client.</param>
    public static Service Server(Service service, ReadOnlyMemory<byte> said) => service with { Create = _ => new PlayedServer(said) };

    static async Task PlayClientAsync(ConversationContext context, ReadOnlyMemory<byte> said)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        await PlayAsync(connection, said, context.Cancellation);
    }

    static async Task PlayAsync(IConnection connection, ReadOnlyMemory<byte> said, CancellationToken cancellation)
    {
        // Both at once: what the peer answers may be more than the line holds.
        var saying = SayAsync(connection, said, cancellation);
        while (true)
        {
            // A connection that is lost is how most of these sessions end, and nobody asks what was played how it liked that.
            if (await new QuietRead(connection.Stream.ReadAsync(Sink, cancellation)) == 0)
            {
                break;
            }
        }

        await saying.ConfigureAwait(InSilence);
    }

    static async Task SayAsync(IConnection connection, ReadOnlyMemory<byte> said, CancellationToken cancellation)
    {
        await connection.Stream.WriteAsync(said, cancellation);
        await connection.CompleteOutputAsync(cancellation);
    }

    /// <summary>A read of which an error counts as the end: it is not thrown, which would take longer than what was read.</summary>
    readonly struct QuietRead(ValueTask<int> read) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => read.IsCompleted;

        public QuietRead GetAwaiter() => this;

        public int GetResult() => read.IsCompletedSuccessfully ? read.Result : 0;

        public void OnCompleted(Action continuation) => read.GetAwaiter().OnCompleted(continuation);

        public void UnsafeOnCompleted(Action continuation) => read.GetAwaiter().UnsafeOnCompleted(continuation);
    }

    sealed class PlayedServer(ReadOnlyMemory<byte> said) : IProtocolServer
    {
        public Task ServeAsync(IConnection connection, RoleContext context) => PlayAsync(connection, said, context.Cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
