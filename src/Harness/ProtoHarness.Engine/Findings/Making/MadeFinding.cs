namespace ProtoHarness.Engine.Findings;

/// <summary>A failure that was replayed and made smaller.</summary>
/// <param name="Finding">The finding; its header says how often it failed.</param>
/// <param name="IsReproducible">Whether it failed each time that it was replayed. One that did not is FLAKY.</param>
/// <param name="Account">The failure of the finding as it is now, told for people; null when it did not fail again.</param>
/// <param name="Changes">What was made smaller, in order.</param>
/// <param name="Runs">How many runs were made in all.</param>
public sealed record MadeFinding(Finding Finding, bool IsReproducible, FindingAccount? Account, IReadOnlyList<ShrinkProgress> Changes, int Runs);
