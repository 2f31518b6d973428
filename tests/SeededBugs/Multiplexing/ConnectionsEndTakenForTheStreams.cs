// breaks: session/truncation
// class: smux#61, #104: a lost connection reads as the end of every stream
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>When the connection ends, every stream ends as if its peer had said so.</summary>
public sealed class ConnectionsEndTakenForTheStreams() : SmallMuxPlugin("connections-end-taken", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override void OnConnectionEnd()
        {
            foreach (var stream in Streams.Values)
            {
                stream.PeerEnded = true;
                stream.Pending.Clear();
            }
        }
    }
}
