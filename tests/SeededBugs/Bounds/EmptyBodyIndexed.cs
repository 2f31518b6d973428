// breaks: session/hostile
// class: brokers that index into the body of a frame whose codec was content: every length is right, and there is nothing in it
namespace SeededBugs;

/// <summary>The server answers each question by the first byte of its body, which any codec allows to be missing.</summary>
public sealed class EmptyBodyIndexed : IProtocolPlugin
{
    static readonly Parameter<int> Messages = Parameter.Int("messages", "how many questions", 3, min: 1, max: 1000);

    public void Define(PluginBuilder plugin) => plugin
        .Describe("empty-body-indexed", "questions and answers with a number, a kind and a body")
        .Wire<Ticket>()
        .Service("answers", "answers each question by its first byte", ServeAsync)
        .Conversation("ask", "asks and compares", TalkAsync, Messages);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var reader = new FrameReader<Ticket>(connection.Input);
        var writer = new FrameWriter<Ticket>(connection.Output);
        while (await reader.MoveNextAsync(context.Cancellation))
        {
            var question = reader.Current;
            if (question.Kind != TicketKind.Question)
            {
                throw new ProtocolException("A client asks.");
            }

            await writer.WriteAsync(Ticket.Create(question.Number, TicketKind.Answer, [question.Body[0]]), context.Cancellation);
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var reader = new FrameReader<Ticket>(connection.Input);
        var writer = new FrameWriter<Ticket>(connection.Output);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var body = new byte[20];
            context.Random.NextBytes(body);
            await writer.WriteAsync(Ticket.Create((uint)context.Random.Next(), TicketKind.Question, body), context.Cancellation);
            if (!await reader.MoveNextAsync(context.Cancellation))
            {
                throw new ProtocolException("The server ended instead of answering.");
            }

            context.Expect(reader.Current.Body.AsSpan().SequenceEqual(body.AsSpan(0, 1)), $"answer {i} is about another question");
        }
    }
}

/// <summary>What a ticket is.</summary>
public enum TicketKind : byte
{
    /// <summary>Of a client.</summary>
    Question = 1,

    /// <summary>Of the server.</summary>
    Answer = 2,
}

/// <summary>One message, the same in both directions.</summary>
[Frame(ByteOrder.BigEndian, MaxLength = 1_031)]
public readonly partial record struct Ticket(
    uint Number,
    [Closed] TicketKind Kind,
    [LengthPrefixed(LengthPrefix.U16)] [Limit(1_024)] byte[] Body);
