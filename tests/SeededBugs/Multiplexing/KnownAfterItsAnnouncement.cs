// breaks: session/completes
// class: smux: a server that talks first loses data
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>A stream is known only when its opening is on its way: a quick greeting comes for nobody.</summary>
public sealed class KnownAfterItsAnnouncement() : SmallMuxPlugin("known-after-its-announcement", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override async Task RegisterAsync(MuxStream stream, Action announce)
        {
            announce();
            while (!ControlIsSent)
            {
                await Changed;
            }

            Streams.Add(stream.Id, stream);
        }
    }
}
