using ProtoHarness.Framing;

namespace ProtoHarness.Plugins.Smux;

/// <summary>The commands of version 1: those of <see cref="SmuxCommand"/> without UPD.</summary>
[Closed]
public enum SmuxCommandV1 : byte
{
    /// <summary>Opens a stream.</summary>
    Syn = 0,

    /// <summary>The sender will send no more on this stream.</summary>
    Fin = 1,

    /// <summary>Data.</summary>
    Psh = 2,

    /// <summary>Keep-alive.</summary>
    Nop = 3,
}
