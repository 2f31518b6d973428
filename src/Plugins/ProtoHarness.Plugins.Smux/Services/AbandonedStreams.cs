using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>
/// An echo for streams of which some are abandoned. The first byte says which: nobody keeps books on one that begins with
/// <see cref="IsAbandoned"/>, because what its client throws away is missing from them.
/// </summary>
static class AbandonedStreams
{
    internal const byte IsAbandoned = (byte)'A';
    internal const byte IsKept = (byte)'K';

    internal static async Task ServeAsync(SmuxStream stream, StreamTally tally, ServiceContext context)
    {
        byte first;
        using (var owner = tally.Memory.Rent(1))
        {
            if (await stream.ReadAsync(owner.Memory[..1], context.Cancellation) == 0)
            {
                return;
            }

            first = owner.Memory.Span[0];
        }

        if (first == IsKept)
        {
            await StreamServices.EchoAsync(stream, tally, context.Cancellation);
            return;
        }

        try
        {
            await StreamServices.EchoAsync(stream, tally with { Ledger = null }, context.Cancellation);
        }
        catch (Exception error) when (error is SmuxException or TimeoutException or ProtocolException)
        {
            // The client has left without a word: nothing says so on the wire, a window that never opens is how it shows.
        }
    }
}
