// breaks: session/hostile
// class: DNS over TCP: places count from behind the two bytes of length, and a name that goes on where it is is followed for ever
namespace SeededBugs;

/// <summary>A name is labels behind their lengths; two bytes from 0xC000 on say where in the message it goes on. How often it may, nobody says.</summary>
public sealed class PointerInAStream : IProtocolPlugin
{
    public void Define(PluginBuilder plugin) => plugin
        .Describe("pointer-in-a-stream", "names for their lengths, over a stream")
        .Wire<NameMessage>()
        .Service("names", "answers each name by its length", ServeAsync)
        .Conversation("ask", "asks for a name", TalkAsync);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var reader = new FrameReader<NameMessage>(connection.Input);
        var writer = new FrameWriter<NameMessage>(connection.Output);
        while (await reader.MoveNextAsync(context.Cancellation))
        {
            await writer.WriteAsync(NameMessage.Create([Length(reader.Current.Body)]), context.Cancellation);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var reader = new FrameReader<NameMessage>(connection.Input);
        var writer = new FrameWriter<NameMessage>(connection.Output);
        await writer.WriteAsync(NameMessage.Create([4, .. "host"u8, 3, .. "net"u8, 0]), context.Cancellation);
        if (!await reader.MoveNextAsync(context.Cancellation))
        {
            throw new ProtocolException("The server ended instead of answering.");
        }

        context.Expect(reader.Current.Body is [7], "the name has another length");
    }

    static byte Length(ReadOnlySpan<byte> body)
    {
        var (at, letters) = (0, 0);
        ushort parts = 0;
        while (at < body.Length && body[at] != 0)
        {
            checked
            {
                parts++;
            }

            if (body[at] < 0xc0)
            {
                letters = Math.Min(letters + body[at], byte.MaxValue);
                at += 1 + body[at];
            }
            else if (at + 1 < body.Length)
            {
                at = ((body[at] & 0x3f) << 8) | body[at + 1];
            }
            else
            {
                throw new ProtocolException("A pointer is cut short.");
            }
        }

        return at < body.Length ? (byte)letters : throw new ProtocolException("A name has no end.");
    }
}

/// <summary>One message, the same in both directions.</summary>
[Frame(ByteOrder.BigEndian, MaxLength = 514)]
public readonly partial record struct NameMessage([LengthPrefixed(LengthPrefix.U16)] [Limit(512)] byte[] Body);
