using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Tests.Scenarios;

/// <summary>A small protocol with frames, for scripts.</summary>
public sealed class ChatPlugin : IProtocolPlugin
{
    public static readonly Parameter<int> Lines = Parameter.Int("lines", "how many", 3, min: 1, max: 100);

    public static readonly Parameter<int> Room = Parameter.Int("room", "in which room", 1, min: 1, max: 9);

    public static readonly Parameter<string> Tone = Parameter.Text("tone", "of voice", "calm", choices: ["calm", "loud"]);

    public static PluginDefinition Definition { get; } = PluginDefinition.Of(new ChatPlugin());

    public void Define(PluginBuilder plugin) => plugin
        .Describe("chat", "says and hears")
        .Wire<ChatFrame>()
        .Options(Tone)
        .Service("hall", "answers everything", ServeAsync)
        .Service("deaf", "answers nothing", static (connection, context) => connection.Stream.CopyToAsync(Stream.Null, context.Cancellation))
        .Conversation("talk", "says lines and hears them", TalkAsync, Lines, Room);

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var reader = new FrameReader<ChatFrame>(connection.Input);
        var writer = new FrameWriter<ChatFrame>(connection.Output);
        while (await reader.MoveNextAsync(context.Cancellation))
        {
            var frame = reader.Current;
            context.Enter("chat", frame.Kind.ToString());
            switch (frame.Kind)
            {
                case ChatKind.Say:
                    await writer.WriteAsync(frame with { Kind = ChatKind.Heard }, context.Cancellation);
                    break;
                case ChatKind.Crash:
                    throw new InvalidOperationException("asked to crash");
                case ChatKind.Bye:
                    return;
                case ChatKind.Heard:
                    throw new ProtocolException("a client does not hear");
            }
        }
    }

    static async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var reader = new FrameReader<ChatFrame>(connection.Input);
        var writer = new FrameWriter<ChatFrame>(connection.Output);
        for (var i = 0; i < context.Get(Lines); i++)
        {
            await writer.WriteAsync(new ChatFrame(ChatKind.Say, (ushort)context.Get(Room), 1, new[] { (byte)i }), context.Cancellation);
            if (!await reader.MoveNextAsync(context.Cancellation))
            {
                throw new ProtocolException("no answer");
            }

            context.Expect(reader.Current.Data.Span[0] == i, "another line was heard");
        }

        await writer.WriteAsync(new ChatFrame(ChatKind.Bye, 0, 0, default), context.Cancellation);
    }
}
