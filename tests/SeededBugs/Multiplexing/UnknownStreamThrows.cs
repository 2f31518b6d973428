// breaks: session/hostile
// class: a frame for a stream that nobody knows
using ProtoHarness.Abstractions;
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>Data for an unknown stream is an exception that no peer should be able to cause.</summary>
public sealed class UnknownStreamThrows() : SmallMuxPlugin("unknown-stream-throws", (connection, context, isClient) => new Planted(connection, context, isClient))
{
    sealed class Planted(IConnection connection, RoleContext context, bool isClient) : SmallMux(connection, context, isClient)
    {
        protected override void OnData(byte id, ReadOnlySpan<byte> data) => Take(Streams[id], data);
    }
}
