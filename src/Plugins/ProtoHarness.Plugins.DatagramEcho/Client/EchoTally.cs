namespace ProtoHarness.Plugins.DatagramEcho;

/// <summary>What a client saw while it exchanged messages.</summary>
/// <param name="Sent">Datagrams sent, those sent again included.</param>
/// <param name="SentAgain">Of them, those sent again.</param>
/// <param name="Unasked">Answers that came again, late, or under a number or session that nobody waits for. They were dropped.</param>
/// <param name="Damaged">Datagrams that were none of the protocol's. They were dropped.</param>
public readonly record struct EchoTally(int Sent, int SentAgain, int Unasked, int Damaged);
