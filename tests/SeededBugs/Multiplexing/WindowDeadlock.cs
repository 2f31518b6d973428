// breaks: session/completes
// class: rust-yamux#102: windows that deadlock
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>The sender waits until a whole frame fits, the reader until the whole window is read: what is left in between serves neither.</summary>
public sealed class WindowDeadlock() : SmallMuxPlugin("window-deadlock", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override int GrantAfter => Window;

        protected override int Sendable(MuxStream stream) => stream.Room < MaxData ? 0 : base.Sendable(stream);
    }
}
