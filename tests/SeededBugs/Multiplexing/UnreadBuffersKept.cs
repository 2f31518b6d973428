// breaks: session/leaks
// class: buffers of streams that nobody reads to their end
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>What is unread when the session ends is never given back.</summary>
public sealed class UnreadBuffersKept() : SmallMuxPlugin("unread-buffers-kept", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override void DropUnread(IEnumerable<MuxStream> streams)
        {
        }
    }
}
