// breaks: session/hostile
// class: yamux#30: a write that hangs on the window
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>Whoever waits for room is not told that the session is over.</summary>
public sealed class WriteHang() : SmallMuxPlugin("write-hang", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override Task WaitForRoomAsync() => Changed;
    }
}
