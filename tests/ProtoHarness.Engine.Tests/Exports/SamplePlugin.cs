using ProtoHarness.Abstractions;
using ProtoHarness.Engine.Sessions;
using ProtoHarness.Engine.Simulation;
using ProtoHarness.Framing;

namespace ProtoHarness.Engine.Tests.Exports;

/// <summary>A plugin whose client sends random frames of one kind, all of them valid, and gets them back.</summary>
sealed class SamplePlugin(FrameCodec codec) : IProtocolPlugin
{
    const int Frames = 12;
    const int Size = 12;

    public static SessionSpec Session(FrameCodec codec, ulong seed)
    {
        var plugin = PluginDefinition.Of(new SamplePlugin(codec));
        return new SessionSpec { Plugin = plugin, Conversation = plugin.Conversations[0], Seed = new Seed(seed), KeepTrace = true, KeepBytes = true };
    }

    public void Define(PluginBuilder plugin) => plugin
        .Describe("sample-frames", "frames there and back")
        .Wire(_ => new WireFormat(codec, codec))
        .Service("echo", "sends back what comes", async (connection, context) => await connection.Stream.CopyToAsync(connection.Stream, context.Cancellation))
        .Conversation("talk", "sends frames", TalkAsync);

    async Task TalkAsync(ConversationContext context)
    {
        await using var connection = await context.ConnectAsync(context.Cancellation);
        var generator = new FrameGenerator(codec.Schema, context.Random);
        var sent = 0;
        for (var i = 0; i < Frames; i++)
        {
            var frame = FrameTreeWriter.Write(generator.Generate(Size));
            await connection.Stream.WriteAsync(frame, context.Cancellation);
            sent += frame.Length;
        }

        await connection.Stream.ReadExactlyAsync(new byte[sent], context.Cancellation);
    }
}
