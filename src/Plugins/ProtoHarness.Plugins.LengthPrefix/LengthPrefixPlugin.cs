using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>Messages behind their length, echoed: the smallest useful protocol, in every usual form of the length (docs/wire/length-prefix.md).</summary>
public sealed class LengthPrefixPlugin : IProtocolPlugin
{
    internal static readonly Parameter<int> Width = Parameter.Int("width", "bytes of the length", 8, oneOf: [1, 2, 3, 4, 8], samples: [1, 2, 3, 4]);
    internal static readonly Parameter<string> Order = Parameter.Text("order", "byte order of the length", "big", choices: ["big", "little"], samples: ["little"]);
    internal static readonly Parameter<bool> Including = Parameter.Flag("including", "whether the length counts itself too", samples: [true]);
    internal static readonly Parameter<long> MaxMessage = Parameter.Size("max-message", "the longest message that either side takes", 1 << 20, min: 1);
    internal static readonly Parameter<int> Messages = Parameter.Int("messages", "how many messages", 8, min: 1, max: 100_000, samples: [1]);
    internal static readonly Parameter<long> Bytes = Parameter.Size("bytes", "the longest message that the client sends", 48, max: 1 << 24, samples: [0, 300]);

    /// <inheritdoc/>
    public void Define(PluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin
            .Describe("length-prefix", "messages behind their length, echoed")
            .Options(Width, Order, Including, MaxMessage)
            .Frame<Plain1Frame>().Frame<Plain2Frame>().Frame<Plain3Frame>().Frame<Plain4Frame>().Frame<Plain8Frame>()
            .Frame<Plain2LittleFrame>().Frame<Plain3LittleFrame>().Frame<Plain4LittleFrame>().Frame<Plain8LittleFrame>()
            .Frame<Inclusive1Frame>().Frame<Inclusive2Frame>().Frame<Inclusive3Frame>().Frame<Inclusive4Frame>().Frame<Inclusive8Frame>()
            .Frame<Inclusive2LittleFrame>().Frame<Inclusive3LittleFrame>().Frame<Inclusive4LittleFrame>().Frame<Inclusive8LittleFrame>()
            .Wire(values => new WireFormat(Choose(values).Codec, Choose(values).Codec))
            .Service("echo", "sends every message back", (connection, context) => Choose(context.Values).ServeAsync(connection, context))
            .Conversation("echo", "one message out, the same one back, so many times", context => Choose(context.Values).TalkAsync(context), Messages, Bytes)
            .Conversation("pipeline", "all messages out, then half-close, all of them back", context => Choose(context.Values).PipelineAsync(context), Messages, Bytes);
    }

    static IEcho Choose(ParameterValues values) => (values.Get(Width), values.Get(Order) == "little", values.Get(Including)) switch
    {
        (1, _, false) => new Echo<Plain1Frame>(),
        (2, false, false) => new Echo<Plain2Frame>(),
        (3, false, false) => new Echo<Plain3Frame>(),
        (4, false, false) => new Echo<Plain4Frame>(),
        (8, false, false) => new Echo<Plain8Frame>(),
        (2, true, false) => new Echo<Plain2LittleFrame>(),
        (3, true, false) => new Echo<Plain3LittleFrame>(),
        (4, true, false) => new Echo<Plain4LittleFrame>(),
        (8, true, false) => new Echo<Plain8LittleFrame>(),
        (1, _, true) => new Echo<Inclusive1Frame>(),
        (2, false, true) => new Echo<Inclusive2Frame>(),
        (3, false, true) => new Echo<Inclusive3Frame>(),
        (4, false, true) => new Echo<Inclusive4Frame>(),
        (8, false, true) => new Echo<Inclusive8Frame>(),
        (2, true, true) => new Echo<Inclusive2LittleFrame>(),
        (3, true, true) => new Echo<Inclusive3LittleFrame>(),
        (4, true, true) => new Echo<Inclusive4LittleFrame>(),
        (8, true, true) => new Echo<Inclusive8LittleFrame>(),
        var other => throw new InvalidOperationException($"There is no frame for {other}."),
    };
}
