namespace ProtoHarness.Engine.Findings;

/// <summary>Findings that look like one bug.</summary>
/// <param name="Key">What they have in common.</param>
/// <param name="Findings">The findings with their files, the shortest first: the one to look at.</param>
public sealed record FindingGroup(FindingKey Key, IReadOnlyList<(string Path, Finding Finding)> Findings);
