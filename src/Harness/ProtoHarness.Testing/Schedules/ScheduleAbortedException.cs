namespace ProtoHarness.Testing.Schedules;

/// <summary>Unwinds a strand of a run that has ended. Not to be caught, or to be thrown on.</summary>
public sealed class ScheduleAbortedException() : Exception("The run of this schedule has ended.");
