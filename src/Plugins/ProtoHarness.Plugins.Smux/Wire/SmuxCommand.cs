using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>What a frame does (docs/wire/smux.md, section 1). Another value is a breach of protocol.</summary>
[Closed]
public enum SmuxCommand : byte
{
    /// <summary>Opens a stream. No payload.</summary>
    Syn = 0,

    /// <summary>The sender will send no more on this stream. No payload.</summary>
    Fin = 1,

    /// <summary>Data, 0 to 65,535 bytes.</summary>
    Psh = 2,

    /// <summary>Keep-alive; never answered, stream 0. No payload.</summary>
    Nop = 3,

    /// <summary>Version 2 alone: what the receiver's application has read, and how much it lets be under way.</summary>
    Upd = 4,
}
