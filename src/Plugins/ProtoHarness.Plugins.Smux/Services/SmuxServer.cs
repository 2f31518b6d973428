using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

/// <summary>The server role: a session per connection, a service per stream.</summary>
static class SmuxServer
{
    internal static async Task ServeAsync(
        IConnection connection, RoleContext context, Func<SmuxConfig, bool, SmuxSessionCore> create, SmuxService service)
    {
        var core = create(SmuxOptions.Config(context), false);
        var session = SessionOfRole.Begin(core, connection, context);
        var streams = new List<Task>();
        try
        {
            while (await session.AcceptStreamAsync(context.Cancellation) is { } stream)
            {
                streams.Add(ServeStreamAsync(stream, connection, context, service));
                if (streams.Count % 256 == 0)
                {
                    streams.RemoveAll(task => task.IsCompletedSuccessfully);
                }
            }

            await Task.WhenAll(streams);
        }
        catch
        {
            session.Abort();
            await EndAllAsync(streams);
            throw;
        }
        finally
        {
            await session.DisposeAsync();
        }
    }

    /// <summary>Waits for all, whatever they come to: what ended the session is what is reported.</summary>
    static async Task EndAllAsync(List<Task> streams)
    {
        foreach (var stream in streams)
        {
            try
            {
                await stream;
            }
            catch (Exception error) when (error is IOException or Framing.ProtocolException or TimeoutException or OperationCanceledException)
            {
            }
        }
    }

    static async Task ServeStreamAsync(SmuxStream stream, IConnection connection, RoleContext context, SmuxService service)
    {
        await using (stream)
        {
            SessionOfRole.SetTimeouts(stream, context);
            await service.Serve(
                stream,
                new StreamTally(context.Memory, connection.Ledger, $"stream {stream.Id}"),
                new ServiceContext(() => context.Random.NextInt64(), context.Cancellation));
        }
    }
}
