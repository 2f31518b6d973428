using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Tests.Exports;

/// <summary>A plugin whose client sends random frames of one kind, all of them valid, and gets them back.</summary>
/// <param name="codec">The kind.</param>
/// <param name="kind">What carries them: over datagrams each frame is one.</param>
sealed class SamplePlugin(FrameCodec codec, ConnectionKind kind = ConnectionKind.Stream) : IProtocolPlugin
{
    const int Frames = 12;
    const int Size = 12;

    public static SessionSpec Session(FrameCodec codec, ulong seed, ConnectionKind kind = ConnectionKind.Stream)
    {
        var plugin = PluginDefinition.Of(new SamplePlugin(codec, kind));
        return new SessionSpec { Plugin = plugin, Conversation = plugin.Conversations[0], Seed = new Seed(seed), KeepTrace = true, KeepBytes = true };
    }

    public void Define(PluginBuilder plugin)
    {
        plugin.Describe("sample-frames", "frames there and back").Wire(_ => new WireFormat(codec, codec)).Conversation("talk", "sends frames", TalkAsync);
        if (kind == ConnectionKind.Datagram)
        {
            plugin.OverDatagrams();
        }

        plugin.Service("echo", "sends back what comes", EchoAsync);
    }

    static async Task EchoAsync(IConnection connection, RoleContext context)
    {
        if (connection.Kind == ConnectionKind.Stream)
        {
            await connection.Stream.CopyToAsync(connection.Stream, context.Cancellation);
            return;
        }

        var buffer = new byte[connection.Datagrams.MaxLength];
        while (await connection.Datagrams.ReceiveAsync(buffer, context.Cancellation) is >= 0 and var length)
        {
            await connection.Datagrams.SendAsync(buffer.AsMemory(0, length), context.Cancellation);
        }
    }

    async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var generator = new FrameGenerator(codec.Schema, context.Random);
        var frames = Enumerable.Range(0, Frames).Select(_ => FrameTreeWriter.Write(generator.Generate(Size))).ToList();
        foreach (var frame in frames)
        {
            await (kind == ConnectionKind.Stream ? connection.Stream.WriteAsync(frame, context.Cancellation) : connection.Datagrams.SendAsync(frame, context.Cancellation));
        }

        if (kind == ConnectionKind.Stream)
        {
            await connection.Stream.ReadExactlyAsync(new byte[frames.Sum(frame => frame.Length)], context.Cancellation);
            return;
        }

        var buffer = new byte[connection.Datagrams.MaxLength];
        foreach (var frame in frames)
        {
            context.Expect(await connection.Datagrams.ReceiveAsync(buffer, context.Cancellation) == frame.Length, "each datagram comes back");
        }
    }
}
