namespace ProtoHarness.Bench.Peers;

/// <summary>One run of a pair of peers.</summary>
/// <param name="Rate">Bytes or requests a second, by the client's clock.</param>
/// <param name="Cpu">The CPU seconds of both processes.</param>
/// <param name="Count">The bytes or requests.</param>
/// <param name="Lines">All that the client said.</param>
/// <param name="Served">All that the server said at its end.</param>
sealed record PeerRun(double Rate, double Cpu, double Count, IReadOnlyList<string> Lines, IReadOnlyList<string> Served);
