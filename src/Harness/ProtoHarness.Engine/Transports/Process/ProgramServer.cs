using System.Net;
using System.Net.Sockets;
using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;

namespace ProtoHarness.Engine.Transports;

/// <summary>The server's side of a session whose server is a foreign program: each connection is passed on to it.</summary>
sealed class ProgramServer(ForeignProgram program, int port, SessionLimits limits, TimeProvider time) : IProtocolServer
{
    static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(10);

    public async Task ServeAsync(IConnection connection, RoleContext context) =>
        await Relay.RunAsync(connection, await ConnectAsync(context.Cancellation).ConfigureAwait(false), context.Cancellation).ConfigureAwait(false);

    /// <summary>The program is ended, and its exit code judged, by the one who started it.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Tries until the program listens.</summary>
    async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                if (program.Ended.IsCompleted)
                {
                    throw new ProgramException($"{program.Describe()}, and does not listen on port {port}", e);
                }

                if (time.GetElapsedTime(start) > limits.ProgramStart)
                {
                    throw new TimeoutException($"the program did not listen on port {port} within {limits.ProgramStart.TotalSeconds:0.#} s (limits.program-start){program.LastWords()}", e);
                }
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            await Task.Delay(BetweenAttempts, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
