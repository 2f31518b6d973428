// breaks: nothing
// class: a correct multiplexer
using SeededBugs.Mux;

namespace SeededBugs.Multiplexing;

/// <summary>Nothing is wrong with it.</summary>
public sealed class NothingWrong() : SmallMuxPlugin("small-mux", (connection, context, isClient) => new SmallMux(connection, context, isClient));
