// breaks: codec/schema
// class: both ends agree on the wrong thing: a byte order that differs from the specification's, and that only foreign programs see
namespace SeededBugs;

/// <summary>The specification says that numbers are big-endian; client and server have both forgotten it for one of them.</summary>
public sealed class BothEndsInTheOtherOrder : IProtocolPlugin
{
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("both-ends-in-the-other-order", "numbered texts, echoed")
        .Wire<Numbered>()
        .Service("echo", "sends every message back", ServeAsync)
        .Conversation("echo", "one message out, the same one back", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var reader = new FrameReader<Numbered>(connection.Input);
        var writer = new FrameWriter<Numbered>(connection.Output);
        while (await reader.MoveNextAsync(context.Cancellation))
        {
            await writer.WriteAsync(reader.Current, context.Cancellation);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var reader = new FrameReader<Numbered>(connection.Input);
        var writer = new FrameWriter<Numbered>(connection.Output);
        for (ushort i = 0; i < context.Get(Messages); i++)
        {
            await writer.WriteAsync(Numbered.Create(i, "text"), context.Cancellation);
            var answered = await reader.MoveNextAsync(context.Cancellation);
            context.Expect(answered && reader.Current.Number == i, $"message {i} did not come back");
        }
    }
}

/// <summary>A number and a text, as the specification shows one.</summary>
[Example("0102 02 6869", "number=258 text=\"hi\"")]
[Frame(ByteOrder.BigEndian, MaxLength = 258)]
public readonly partial record struct Numbered(
    [Endian(ByteOrder.LittleEndian)] ushort Number,
    [LengthPrefixed(LengthPrefix.U8)] [Limit(255)] string Text);
