using ProtoHarness.Abstractions;

namespace ProtoHarness.Fuzzing.Tests.Targets.Sessions;

/// <summary>An echo of bytes with a bug on either side: each breaks on one byte that the other never sends.</summary>
public sealed class TouchyPlugin : IProtocolPlugin
{
    public const byte BreaksServer = 0x81;
    public const byte BreaksClient = 0x82;

    static readonly Parameter<int> Count = Parameter.Int("count", "how many bytes", 4, min: 1, max: 100, samples: [1, 9]);

    public void Define(PluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin.Describe("touchy", "bytes, echoed")
            .Service("echo", "sends every byte back", ServeAsync)
            .Conversation("ask", "bytes out, the same back", AskAsync, Count);
    }

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        var one = new byte[1];
        while (await connection.Stream.ReadAsync(one, context.Cancellation) > 0)
        {
            Refuse(one[0], BreaksServer);
            await connection.Stream.WriteAsync(one, context.Cancellation);
        }
    }

    static async Task AskAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var one = new byte[1];
        for (var i = 0; i < context.Get(Count); i++)
        {
            await connection.Stream.WriteAsync(new byte[] { (byte)i }, context.Cancellation);
            if (await connection.Stream.ReadAsync(one, context.Cancellation) == 0)
            {
                throw new EndOfStreamException("the server has gone");
            }

            Refuse(one[0], BreaksClient);
        }
    }

    static void Refuse(byte value, byte bad)
    {
        if (value == bad)
        {
            throw new InvalidOperationException($"planted: {value}");
        }
    }
}
