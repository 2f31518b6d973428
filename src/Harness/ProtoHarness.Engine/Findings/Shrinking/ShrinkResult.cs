namespace ProtoHarness.Engine.Findings;

/// <summary>What a shrink came to.</summary>
/// <param name="Finding">The smallest finding that still breaks its law; the original when nothing could be made smaller.</param>
/// <param name="End">Why it stopped.</param>
/// <param name="Runs">How many runs it took.</param>
/// <param name="Changes">What was made smaller, in order.</param>
public sealed record ShrinkResult(Finding Finding, ShrinkEnd End, int Runs, IReadOnlyList<ShrinkProgress> Changes);
