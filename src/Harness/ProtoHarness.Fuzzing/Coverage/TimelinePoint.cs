namespace ProtoHarness.Fuzzing.Coverage;

/// <summary>Where a campaign stood at a time.</summary>
/// <param name="Seconds">Since the campaign's start, those of earlier runs that were resumed in it.</param>
/// <param name="Executions">In all.</param>
/// <param name="Edges">Edges reached.</param>
/// <param name="States">States and transitions reached.</param>
/// <param name="Corpus">Inputs kept.</param>
public sealed record TimelinePoint(double Seconds, long Executions, int Edges, int States, int Corpus);
