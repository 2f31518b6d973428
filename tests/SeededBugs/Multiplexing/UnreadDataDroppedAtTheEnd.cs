// breaks: session/completes
// class: smux: FIN discards what is not read yet
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>When the peer's end arrives, what the application has not read yet is dropped.</summary>
public sealed class UnreadDataDroppedAtTheEnd() : SmallMuxPlugin("unread-data-dropped", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override void OnEnd(MuxStream stream)
        {
            DropUnread([stream]);
            stream.Incoming.Clear();
            base.OnEnd(stream);
        }
    }
}
