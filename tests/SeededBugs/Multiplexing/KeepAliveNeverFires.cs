// breaks: session/completes
// class: smux#84: a peer with nothing to say is closed by the other
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>No keep-alive is ever sent, and whoever says nothing for a while is taken for dead.</summary>
public sealed class KeepAliveNeverFires() : SmallMuxPlugin("keep-alive-never-fires", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override bool OwesAlive => false;
    }
}
