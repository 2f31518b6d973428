using ProtoHarness.Abstractions;

namespace ProtoHarness.Engine.Tests.Scenarios;

/// <summary>The chat's frames as datagrams: each say is heard, anything else is dropped.</summary>
sealed class DatagramChatPlugin : IProtocolPlugin
{
    public void Define(PluginBuilder plugin) => plugin
        .Describe("datagram-chat", "what is said is heard")
        .OverDatagrams()
        .Wire<ChatFrame>()
        .Service("echo", "lets each say be heard", async (connection, context) =>
        {
            var buffer = new byte[connection.Datagrams.MaxLength];
            while (await connection.Datagrams.ReceiveAsync(buffer, context.Cancellation) is >= 0 and var length)
            {
                if (ChatFrame.TryRead(buffer.AsSpan(0, length), out var frame).IsComplete && frame.Kind == ChatKind.Say)
                {
                    buffer[0] = (byte)ChatKind.Heard;
                    await connection.Datagrams.SendAsync(buffer.AsMemory(0, length), context.Cancellation);
                }
            }
        });
}
