using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

/// <summary>One conversation's client side: a connection, a session on it, and its streams.</summary>
sealed class ClientTalk
{
    readonly IConnection _connection;

    ClientTalk(ConversationContext context, IConnection connection, SmuxSession session)
    {
        Context = context;
        Session = session;
        _connection = connection;
    }

    internal ConversationContext Context { get; }

    internal SmuxSession Session { get; }

    internal CancellationToken Cancellation => Context.Cancellation;

    /// <summary>Connects, talks, and closes gracefully; aborts when the talk failed.</summary>
    /// <param name="context">The conversation's context.</param>
    /// <param name="create">Makes the state machine.</param>
    /// <param name="talk">The talk.</param>
    internal static async Task RunAsync(ConversationContext context, Func<SmuxConfig, bool, SmuxSessionCore> create, Func<ClientTalk, Task> talk)
    {
        var connection = await context.ConnectAsync(context.Cancellation);
        SmuxSession session;
        try
        {
            session = SessionOfRole.Begin(create(SmuxOptions.Config(context), true), connection, context);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        try
        {
            await talk(new ClientTalk(context, connection, session));
        }
        catch
        {
            session.Abort();
            throw;
        }
        finally
        {
            await session.DisposeAsync();
        }
    }

    internal SmuxStream Open()
    {
        var stream = Session.OpenStream();
        SessionOfRole.SetTimeouts(stream, Context);
        return stream;
    }

    internal StreamTally Tally(SmuxStream stream) => new(Context.Memory, _connection.Ledger, $"stream {stream.Id}");

    /// <summary>Runs several at once and waits for all, also when one fails: none may go on alone.</summary>
    /// <param name="count">How many.</param>
    /// <param name="run">One of them.</param>
    internal static Task AllAsync(int count, Func<int, Task> run) => Task.WhenAll(Enumerable.Range(0, count).Select(run));

    /// <summary>Sends a stream's bytes.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="length">How many.</param>
    /// <param name="chunk">How many in each write.</param>
    /// <returns>Their CRC-32C.</returns>
    internal async Task<uint> SendAsync(SmuxStream stream, long length, int chunk)
    {
        var tally = Tally(stream);
        using var owner = Context.Memory.Rent(chunk);
        var sum = Crc32C.Start();
        for (long at = 0; at < length;)
        {
            var part = owner.Memory[..(int)Math.Min(chunk, length - at)];
            Pattern.Fill(part.Span, at, length);
            sum.Add(part.Span);
            tally.Sent(part.Span);
            await stream.WriteAsync(part, Cancellation);
            at += part.Length;
        }

        return sum.Value;
    }

    /// <summary>Receives a stream's bytes and verifies each.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="length">How many must come.</param>
    internal async Task ReceiveAsync(SmuxStream stream, long length)
    {
        var tally = Tally(stream);
        using var owner = Context.Memory.Rent(16_384);
        for (long at = 0; at < length;)
        {
            var part = owner.Memory[..(int)Math.Min(owner.Memory.Length, length - at)];
            var count = await stream.ReadAsync(part, Cancellation);
            if (count == 0)
            {
                throw new Framing.ProtocolException($"stream {stream.Id} ended after {at} of {length} bytes");
            }

            tally.Received(part.Span[..count]);
            var wrong = Pattern.FirstWrong(part.Span[..count], at, length);
            Context.Expect(wrong < 0, $"stream {stream.Id}: byte {wrong} is not the one that was sent");
            at += count;
        }
    }

    /// <summary>Waits for a stream's end.</summary>
    /// <param name="stream">A stream from which nothing more must come.</param>
    internal async Task ExpectEndAsync(SmuxStream stream)
    {
        using var owner = Context.Memory.Rent(1);
        var count = await stream.ReadAsync(owner.Memory[..1], Cancellation);
        Context.Expect(count == 0, $"stream {stream.Id} goes on after its last byte");
        Tally(stream).Ended();
    }
}
