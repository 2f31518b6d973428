namespace ProtoHarness.Plugins.Smux.Tests;

/// <summary>One line of the table of bad input in <c>docs/wire/smux.md</c>.</summary>
/// <param name="Name">Its first column.</param>
/// <param name="Versions">The versions in which it can happen.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Reason">What the reason says; empty where waiting is the answer.</param>
/// <param name="Attack">What the peer does, in a round of many, to a server with streams 3 and 5 open; gives what it sends.</param>
sealed record HostileCase(string Name, int[] Versions, HostileOutcome Outcome, string Reason, Func<HostileVictim, uint, byte[]> Attack)
{
    public override string ToString() => Name;
}
