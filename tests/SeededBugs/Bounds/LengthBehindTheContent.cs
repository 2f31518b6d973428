// breaks: session/hostile
// class: protocols inside the bytes of another: what the outer length says is right, and the inner one is read behind its end
namespace SeededBugs;

/// <summary>A body is a list of items: a mark, a length, so many bytes. That a mark is the last byte of a body, nobody thought of.</summary>
public sealed class LengthBehindTheContent : IProtocolPlugin
{
    const byte Mark = 0x51;

    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many lists", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("length-behind-the-content", "lists of items, answered by how many there are")
        .Wire<ItemList>()
        .Service("counts", "counts the items of each list", ServeAsync)
        .Conversation("count", "sends lists and compares", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var reader = new FrameReader<ItemList>(connection.Input);
        var writer = new FrameWriter<ItemList>(connection.Output);
        while (await reader.MoveNextAsync(context.Cancellation))
        {
            await writer.WriteAsync(ItemList.Create([(byte)Count(reader.Current.Items)]), context.Cancellation);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var reader = new FrameReader<ItemList>(connection.Input);
        var writer = new FrameWriter<ItemList>(connection.Output);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            await writer.WriteAsync(ItemList.Create([Mark, 2, 7, 7, Mark, 0, Mark, 1, 9]), context.Cancellation);
            if (!await reader.MoveNextAsync(context.Cancellation))
            {
                throw new ProtocolException("The server ended instead of answering.");
            }

            context.Expect(reader.Current.Items is [3], $"answer {i} is about another list");
        }
    }

    static int Count(byte[] items)
    {
        var count = 0;
        for (var at = 0; at < items.Length; count++)
        {
            if (items[at] != Mark)
            {
                throw new ProtocolException("An item begins with its mark.");
            }

            var length = items[at + 1];
            at += 2 + length;
            if (at > items.Length)
            {
                throw new ProtocolException("An item is longer than its list.");
            }
        }

        return count;
    }
}

/// <summary>One message, the same in both directions.</summary>
[Frame(ByteOrder.BigEndian, MaxLength = 1_026)]
public readonly partial record struct ItemList([LengthPrefixed(LengthPrefix.U16)] [Limit(1_024)] byte[] Items);
