using System.Net.Sockets;
using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Transports;

/// <summary>The client's side of a session whose client is a foreign program: each connection that it opens is passed on to the plugin's server.</summary>
sealed class ProgramClient(ForeignProgram program, Socket listener)
{
    /// <summary>Passes connections on until the program has ended and each connection of it too; expects exit code 0.</summary>
    public async Task TalkAsync(ConversationContext context)
    {
        var relays = new List<Task>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var accepting = AcceptAsync(context, relays, ended.Token);
        try
        {
            await program.Ended.WaitAsync(context.Cancellation).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await accepting.ConfigureAwait(false);
            while (listener.Poll(0, SelectMode.SelectRead))
            {
                // It connected and ended before anybody looked.
                relays.Add(PassOnAsync(context, await listener.AcceptAsync().ConfigureAwait(false)));
            }

            await Task.WhenAll(relays).ConfigureAwait(false);
        }

        context.Expect(program.ExitCode == 0, program.Describe());
    }

    async Task AcceptAsync(ConversationContext context, List<Task> relays, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                relays.Add(PassOnAsync(context, await listener.AcceptAsync(cancellationToken).ConfigureAwait(false)));
            }
        }
        catch (OperationCanceledException)
        {
            // The program has ended, or the session was cancelled.
        }
    }

    /// <summary>A connection that fails is the program's business, which it tells by its exit code, and the server's, which has a verdict of its own.</summary>
    static async Task PassOnAsync(ConversationContext context, Socket socket)
    {
        socket.NoDelay = true;
        try
        {
            await using var connection = await context.ConnectAsync(context.Cancellation).ConfigureAwait(false);
            await Relay.RunAsync(connection, socket, context.Cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            socket.Dispose();
        }
    }
}
