using ProtoHarness.Abstractions;

namespace ProtoHarness.Plugins.Smux;

/// <summary>The plugin's options: the settings of <see cref="SmuxConfig"/> that both ends of a pair get.</summary>
static class SmuxOptions
{
    internal static readonly Parameter<int> Version = Parameter.Int(
        "version", "the protocol's version; both ends must have the same", 1, oneOf: [1, 2], samples: [2]);

    internal static readonly Parameter<bool> KeepAlive = Parameter.Flag("keep-alive", "whether both ends send keep-alives and miss the other's", true);

    internal static readonly Parameter<TimeSpan> KeepAliveInterval = Parameter.Duration(
        "keep-alive-interval", "how often a keep-alive is sent", TimeSpan.FromSeconds(10));

    internal static readonly Parameter<TimeSpan> KeepAliveTimeout = Parameter.Duration(
        "keep-alive-timeout", "how long a silent peer is borne, at least; at most twice as long", TimeSpan.FromSeconds(30));

    internal static readonly Parameter<int> MaxFrameSize = Parameter.Int(
        "max-frame-size", "the largest payload of a frame that is sent, in bytes", 32_768, min: 1, max: 65_535);

    internal static readonly Parameter<long> MaxReceiveBuffer = Parameter.Size(
        "max-receive-buffer", "what a session holds unread before it stops reading", 4_194_304, min: 1, max: int.MaxValue);

    internal static readonly Parameter<long> MaxStreamBuffer = Parameter.Size(
        "max-stream-buffer", "the window granted to a stream's sender, in version 2", 65_536, min: 1, max: int.MaxValue);

    internal static readonly Parameter<int> MaxStreams = Parameter.Int(
        "max-streams", "the most streams that are open in a session at once", 65_536, min: 1);

    internal static readonly Parameter<TimeSpan> Timeout = Parameter.Duration(
        "timeout", "how long a single read or write of a conversation may take", TimeSpan.FromMinutes(2));

    internal static Parameter[] All =>
        [Version, KeepAlive, KeepAliveInterval, KeepAliveTimeout, MaxFrameSize, MaxReceiveBuffer, MaxStreamBuffer, MaxStreams, Timeout];

    internal static SmuxConfig Config(RoleContext context) => new()
    {
        Version = context.Get(Version),
        KeepAliveDisabled = !context.Get(KeepAlive),
        KeepAliveInterval = context.Get(KeepAliveInterval),
        KeepAliveTimeout = context.Get(KeepAliveTimeout),
        MaxFrameSize = context.Get(MaxFrameSize),
        MaxReceiveBuffer = (int)context.Get(MaxReceiveBuffer),
        MaxStreamBuffer = (int)Math.Min(context.Get(MaxStreamBuffer), context.Get(MaxReceiveBuffer)),
        MaxStreams = context.Get(MaxStreams),
        MemoryPool = context.Memory,
    };
}
