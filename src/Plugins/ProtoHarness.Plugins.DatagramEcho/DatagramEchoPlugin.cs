using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>Datagrams that come back, under loss, duplication and reordering (docs/wire/datagram-echo.md).</summary>
public sealed class DatagramEchoPlugin : IProtocolPlugin
{
    /// <inheritdoc/>
    public void Define(PluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .Describe("datagram-echo", "datagrams that come back; the client asks again what was lost")
            .OverDatagrams()
            .Wire<EchoDatagram>()
            .Options(EchoSettings.Window, EchoSettings.Tries, EchoSettings.FirstTimeout, EchoSettings.MaxTimeout)
            .Service("echo", "sends every message back", ServeAsync)
            .Conversation("echo", "sends messages, several at once, and waits until each has come back", TalkAsync, EchoSettings.Messages, EchoSettings.Bytes);
    }

    static async Task ServeAsync(IConnection connection, RoleContext context)
    {
        using var buffer = context.Memory.Rent(connection.Datagrams.MaxLength);
        var server = new EchoServer((number, payload) =>
        {
            connection.Ledger.Received(Flow(number), payload.Span);
            connection.Ledger.Sent(Flow(number), payload.Span);
        });
        await server.ServeAsync(connection.Datagrams, buffer.Memory, context.Cancellation);
    }

    static async Task TalkAsync(ConversationContext context)
    {
        var messages = Enumerable.Range(0, context.Get(EchoSettings.Messages)).Select(_ =>
        {
            var message = new byte[context.Random.Next(context.Get(EchoSettings.Bytes) + 1)];
            context.Random.NextBytes(message);
            return (ReadOnlyMemory<byte>)message;
        }).ToList();
        await using var connection = await context.ConnectAsync(context.Cancellation);
        using var buffer = context.Memory.Rent(connection.Datagrams.MaxLength);
        var client = new EchoClient(connection.Datagrams, (uint)context.Random.NextInt64(1L << 32), context.Time, EchoSettings.Client(context));
        var answers = 0;
        await client.ExchangeAsync(
            messages,
            buffer.Memory,
            (number, payload) => connection.Ledger.Sent(Flow(number), payload.Span),
            (number, payload) =>
            {
                answers++;
                connection.Ledger.Received(Flow(number), payload.Span);
            },
            context.Cancellation);
        context.Expect(answers == messages.Count, $"{answers} of {messages.Count} messages came back");
        context.Log($"{client.Tally}");
    }

    static string Flow(uint number) => $"message {number}";
}
