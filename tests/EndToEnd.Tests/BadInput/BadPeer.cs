namespace EndToEnd.Tests.BadInput;

/// <summary>A plugin in one file whose server does something else than answer.</summary>
static class BadPeer
{
    /// <summary>The source.</summary>
    /// <param name="answer">Statements, run for each message that came. <c>connection</c>, <c>context</c> and <c>random</c> can be used.</param>
    public static string Source(string answer) => $$"""
        [Frame(MaxLength = 1_000_008)]
        public readonly partial record struct Packet([LengthPrefixed(LengthPrefix.U64)] byte[] Payload);

        public sealed class BadPeerPlugin : IProtocolPlugin
        {
            public void Define(PluginBuilder plugin) => plugin
                .Describe("bad-peer", "a server that misbehaves")
                .Wire<Packet>()
                .Service("echo", "should send every message back", ServeAsync)
                .Conversation("echo", "one message out, the same one back", TalkAsync);

            static async Task ServeAsync(IConnection connection, RoleContext context)
            {
                var random = context.Random;
                using var reader = new FrameReader<Packet>(connection.Input);
                while (await reader.MoveNextAsync(context.Cancellation))
                {
                    {{answer}}
                }
            }

            static async Task TalkAsync(ConversationContext context)
            {
                await using var connection = await context.ConnectAsync(context.Cancellation);
                using var reader = new FrameReader<Packet>(connection.Input);
                var message = new byte[20];
                context.Random.NextBytes(message);
                await new FrameWriter<Packet>(connection.Output).WriteAsync(new Packet(message), context.Cancellation);
                if (!await reader.MoveNextAsync(context.Cancellation))
                {
                    throw new ProtocolException("The server ended instead of answering.");
                }

                context.Expect(reader.Current.Payload.AsSpan().SequenceEqual(message), "the answer is another message");
            }
        }
        """;
}
