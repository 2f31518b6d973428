// breaks: session/completes
// class: data after FIN: the end overtakes what waits for the window
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>The end of a stream is sent at once, although data still waits.</summary>
public sealed class DataAfterTheEnd() : SmallMuxPlugin("data-after-the-end", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override bool MaySendEnd(MuxStream stream) => true;
    }
}
