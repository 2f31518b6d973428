using ProtoHarness.Abstractions;
using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.LengthPrefix;

/// <summary>The echo for one form of the length.</summary>
interface IEcho
{
    /// <summary>The frame's codec.</summary>
    FrameCodec Codec { get; }

    /// <summary>The longest message that fits the form, in bytes.</summary>
    long MaxMessage { get; }

    /// <summary>The server: sends every message back.</summary>
    Task ServeAsync(IConnection connection, RoleContext context);

    /// <summary>The client: one message out, the same one back, so many times.</summary>
    Task TalkAsync(ConversationContext context);

    /// <summary>The client: all messages out at once, then all of them back.</summary>
    Task PipelineAsync(ConversationContext context);
}
