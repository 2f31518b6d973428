// breaks: session/completes
// class: go-yamux#129: a close leak
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>A stream that both sides have ended stays in the table, until the table is full.</summary>
public sealed class ClosedStreamKept() : SmallMuxPlugin("closed-stream-kept", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override void ForgetIfDone(MuxStream stream)
        {
        }
    }
}
