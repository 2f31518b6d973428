namespace ProtoHarness.Engine.Faults;

/// <summary>What shall become of an attempt to connect.</summary>
/// <param name="Refuse">It is refused.</param>
/// <param name="CloseAtOnce">It is accepted and closed, without a byte.</param>
/// <param name="Delay">The server accepts so much later.</param>
public readonly record struct ConnectDecision(bool Refuse, bool CloseAtOnce, TimeSpan Delay);
