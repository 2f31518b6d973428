using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Tests.Findings;

/// <summary>
/// An echo of records of one length byte and so many bytes, with a planted bug: the server takes one read for the whole body. In order and whole, it works.
/// </summary>
sealed class PlantedPlugin : IProtocolPlugin
{
    public static readonly Parameter<int> Messages = Parameter.Int("messages", "how many", 6, min: 1, max: 100);

    public static readonly Parameter<long> Bytes = Parameter.Size("bytes", "of each", 20, min: 1, max: 200);

    public static readonly Parameter<string> Greeting = Parameter.Text("greeting", "said first", "hello");

    public static PluginDefinition Definition { get; } = PluginDefinition.Of(new PlantedPlugin());

    public void Define(PluginBuilder plugin) => plugin
        .Describe("planted", "echoes records, badly")
        .Options(Greeting)
        .Service("echo", "echoes", ServeAsync)
        .Conversation("echo", "sends records and gets them back", TalkAsync, Messages, Bytes)
        .Conversation("shout", "the same, once", TalkAsync, Bytes);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var length = new byte[1];
        while (await connection.Stream.ReadAsync(length, context.Cancellation) > 0)
        {
            context.Enter("record", "reading");
            var body = new byte[length[0]];
            var got = await connection.Stream.ReadAsync(body, context.Cancellation);
            if (got < body.Length)
            {
                throw new InvalidDataContractBrokenException(got, body.Length);
            }

            connection.Ledger.Received("echo", body);
            connection.Ledger.Sent("echo", body);
            await connection.Stream.WriteAsync((byte[])[(byte)body.Length, .. body], context.Cancellation);
            context.Enter("record", "done");
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        for (var i = 0; i < context.Get(Messages); i++)
        {
            var message = new byte[context.Get(Bytes)];
            context.Random.NextBytes(message);
            connection.Ledger.Sent("echo", message);
            await connection.Stream.WriteAsync((byte[])[(byte)message.Length, .. message], context.Cancellation);
            var answer = new byte[message.Length + 1];
            await connection.Stream.ReadExactlyAsync(answer, context.Cancellation);
            connection.Ledger.Received("echo", answer.AsSpan(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), context.Time, context.Cancellation);
        }
    }
}

/// <summary>What the planted bug throws: nothing that a role may throw.</summary>
sealed class InvalidDataContractBrokenException(int got, int wanted) : Exception($"{got} of {wanted} bytes");
