// breaks: session/completes
// class: an identifier given out while it is in use
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>The next identifier is the number of open streams and one.</summary>
public sealed class IdentifierReused() : SmallMuxPlugin("identifier-reused", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override byte NextId() => (byte)(Streams.Count + 1);

        protected override Task RegisterAsync(MuxStream stream, Action announce)
        {
            Streams[stream.Id] = stream;
            announce();
            return Task.CompletedTask;
        }
    }
}
