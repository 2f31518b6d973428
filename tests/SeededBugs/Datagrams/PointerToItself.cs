// breaks: session/hostile
// class: resolvers of compressed names: a pointer that points to itself is followed until something overflows
namespace SeededBugs;

/// <summary>A name is labels behind their lengths; two bytes from 0xC000 on say where in the datagram it goes on. That it goes on forward, nobody asks.</summary>
public sealed class PointerToItself : IProtocolPlugin
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("pointer-to-itself", "names for their lengths, over datagrams")
        .OverDatagrams()
        .Service("names", "answers each name by its length", ServeAsync)
        .Conversation("ask", "asks for a name, again where no answer comes", TalkAsync);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var buffer = new byte[connection.Datagrams.MaxLength];
        while (await connection.Datagrams.ReceiveAsync(buffer, context.Cancellation) is >= 0 and var length)
        {
            if (Length(buffer.AsSpan(0, length)) is { } answer)
            {
                await connection.Datagrams.SendAsync(new[] { answer, (byte)~answer }, context.Cancellation);
            }
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        byte[] question = [4, .. "host"u8, 3, .. "net"u8, 0];
        var buffer = new byte[connection.Datagrams.MaxLength];
        for (var tries = 0; tries < 6; tries++)
        {
            await connection.Datagrams.SendAsync(question, context.Cancellation);
            using var late = new CancellationTokenSource(Patience, context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.Cancellation);
            try
            {
                while (await connection.Datagrams.ReceiveAsync(buffer, either.Token) is >= 0 and var length)
                {
                    if (length == 2 && buffer[0] == 7 && buffer[1] == (byte)~buffer[0])
                    {
                        return;
                    }
                }

                throw new IOException("the server has gone");
            }
            catch (OperationCanceledException) when (!context.Cancellation.IsCancellationRequested)
            {
                context.Log("asked again");
            }
        }

        throw new TimeoutException("no answer");
    }

    /// <summary>How many letters a name has; null when it is none.</summary>
    static byte? Length(ReadOnlySpan<byte> bytes)
    {
        var (at, letters) = (0, 0);
        ushort parts = 0;
        while (at < bytes.Length && bytes[at] != 0)
        {
            checked
            {
                parts++;
            }

            if (bytes[at] < 0xc0)
            {
                letters += bytes[at];
                at += 1 + bytes[at];
            }
            else if (at + 1 < bytes.Length)
            {
                at = ((bytes[at] & 0x3f) << 8) | bytes[at + 1];
            }
            else
            {
                return null;
            }
        }

        return at < bytes.Length && parts < 100 && letters < 200 ? (byte)letters : null;
    }
}
