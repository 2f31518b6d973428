using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>The stream multiplexer smux, versions 1 and 2, wire-compatible with the Go original (docs/wire/smux.md).</summary>
public sealed class SmuxPlugin : IProtocolPlugin
{
    readonly Func<SmuxConfig, bool, SmuxSessionCore> _core;

    /// <summary>The plugin.</summary>
    public SmuxPlugin()
        : this(static (config, isClient) => new SmuxSessionCore(config, isClient))
    {
    }

    /// <summary>The plugin over another state machine: for planted bugs.</summary>
    /// <param name="core">Makes one for a client (true) or a server.</param>
    internal SmuxPlugin(Func<SmuxConfig, bool, SmuxSessionCore> core) => _core = core;

    /// <inheritdoc/>
    public void Define(PluginBuilder plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin.Describe("smux", "many streams over one connection, wire-compatible with xtaci/smux")
            .Frame<SmuxFrameV1>()
            .Frame<SmuxFrameV2>()
            .Wire(values => values.Get(SmuxOptions.Version) == 1
                ? new WireFormat(FrameCodec.Of<SmuxFrameV1>(), FrameCodec.Of<SmuxFrameV1>())
                : new WireFormat(FrameCodec.Of<SmuxFrameV2>(), FrameCodec.Of<SmuxFrameV2>()))
            .Options(SmuxOptions.All);
        foreach (var service in SmuxServices.All)
        {
            plugin.Service(service.Name, service.Summary, (connection, context) => SmuxServer.ServeAsync(connection, context, _core, service));
        }

        foreach (var conversation in SmuxConversations.All(_core))
        {
            // The end of the transport is the end of the session: there is no half-close below the streams (docs/wire/smux.md).
            plugin.Conversation(conversation with { EndOfInputEndsSession = true });
        }
    }
}
