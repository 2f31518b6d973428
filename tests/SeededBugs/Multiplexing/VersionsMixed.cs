// breaks: session/completes
// class: version mix: one kind of frame ignores what was agreed
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>A keep-alive is of version 1, whatever the others are.</summary>
public sealed class VersionsMixed() : SmallMuxPlugin("versions-mixed", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override byte VersionOf(MuxKind kind) => kind == MuxKind.Alive ? (byte)1 : base.VersionOf(kind);
    }
}
