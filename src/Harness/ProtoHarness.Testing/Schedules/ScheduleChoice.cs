namespace ProtoHarness.Testing.Schedules;

/// <summary>A step at which several strands could go on.</summary>
/// <param name="Decision">Its number in the run, from 0.</param>
/// <param name="Candidates">The strands, the oldest first; 0 is the clock.</param>
/// <param name="Plain">Index of the choice without any switch that is not needed: the running strand, or the one that waits longest.</param>
/// <param name="CanContinue">Whether the running strand could go on, so that any other choice preempts it.</param>
readonly record struct ScheduleChoice(int Decision, IReadOnlyList<int> Candidates, int Plain, bool CanContinue);
