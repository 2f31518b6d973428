// breaks: session/completes
// class: UPD lost: nobody waited for it yet
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>A grant counts only when data waits for it.</summary>
public sealed class GrantLost() : SmallMuxPlugin("grant-lost", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override void OnGrant(MuxStream stream, byte count)
        {
            if (stream.Pending.Count > 0)
            {
                base.OnGrant(stream, count);
            }
        }
    }
}
